#include "framework/store/copy_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "framework/base/catalogue/merge.h"
#include "framework/base/descriptor.h"
#include "framework/base/folder_entries.h"
#include "framework/base/system_reason.h"
#include "framework/base/temporary_file.h"
#include "framework/store/store_state.h"

namespace cae::store {
namespace {

namespace fs = std::filesystem;

Diagnostic not_copied(const fs::path& file, const std::error_code& error) {
  return catalogue::run_not_copied(file.string(), system_reason(error.value(), file.string()));
}

Status copy_entry(const fs::path& from, const fs::path& to) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(from, error);
  if (error) return not_copied(from, error);
  if (fs::is_directory(status)) return copy_run_folder(from.string(), to.string());
  if (fs::is_symlink(status)) fs::copy_symlink(from, to, error);
  if (fs::is_regular_file(status) && !is_temporary(from)) fs::copy_file(from, to, error);
  if (error) return not_copied(from, error);
  return Done{};
}

}  // namespace

Status copy_run_folder(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::create_directories(to, error);
  if (error) return not_copied(to, error);
  if (!fs::exists(from, error)) return Done{};
  for (const FolderEntry& entry : folder_entries(from, error)) {
    if (entry.name == lock_name) continue;
    if (const Status copied = copy_entry(fs::path(from) / entry.name, fs::path(to) / entry.name); !copied)
      return copied.diagnostics();
  }
  if (error) return not_copied(from, error);
  return Done{};
}

void sync_disk_of(const std::string& folder) {
  const int descriptor =
      uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (descriptor < 0) return;
  (void)::syncfs(descriptor);
  ::close(descriptor);
}

}  // namespace cae::store

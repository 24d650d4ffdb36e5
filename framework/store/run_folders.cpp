#include "framework/store/run_folders.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "framework/base/folder_entries.h"
#include "framework/store/run_lock.h"
#include "framework/store/store_state.h"

namespace cae::store {

namespace fs = std::filesystem;

std::vector<RunFolder> run_folders(const std::string& directory) {
  std::vector<RunFolder> folders;
  std::error_code error;
  for (const FolderEntry& entry : folder_entries(directory, error)) {
    const std::string& name = entry.name;
    std::int64_t id = 0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), id);
    const bool is_run =
        parsed.ec == std::errc() && parsed.ptr != name.data() + name.size() && *parsed.ptr == '-';
    // A name like 999999999999-x is not a run's; it must not use up all ids.
    if (is_run && id < std::int64_t{1} << 40) folders.push_back({id, name});
  }
  return folders;
}

bool remove_if_bare(const std::string& folder) {
  const fs::path lock = fs::path(folder) / lock_name;
  std::error_code error;
  for (const FolderEntry& entry : folder_entries(folder, error)) {
    if (entry.name != lock_name) return false;
  }
  if (error || RunLock::is_held(lock.string())) return false;
  fs::remove(lock, error);
  return fs::remove(folder, error);  // only if it is still empty
}

std::int64_t highest_folder(const Connection& connection, const std::string& directory) {
  std::int64_t highest = 0;
  for (const RunFolder& folder : run_folders(directory)) {
    Statement recorded(connection, "SELECT 1 FROM runs WHERE name = ?");
    const bool is_run =
        recorded.bind(1, std::string_view(folder.name)).step() || recorded.code() != SQLITE_OK;
    if (is_run || !remove_if_bare((fs::path(directory) / folder.name).string())) {
      highest = std::max(highest, folder.id);
    }
  }
  return highest;
}

}  // namespace cae::store

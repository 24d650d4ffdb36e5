#include "framework/base/folder_entries.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <string_view>

namespace cae {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

bool is_folder(DIR* folder, const dirent& entry) {
  if (entry.d_type != DT_LNK && entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
  struct stat status = {};
  return ::fstatat(::dirfd(folder), entry.d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

std::vector<FolderEntry> folder_entries(const std::string& folder, std::error_code& error) {
  std::vector<FolderEntry> entries;
  const std::unique_ptr<DIR, CloseFolder> opened(::opendir(folder.c_str()));
  for (errno = opened ? 0 : errno; opened; errno = 0) {
    const dirent* entry = ::readdir(opened.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") entries.push_back({std::string(name), is_folder(opened.get(), *entry)});
  }
  error.assign(errno, std::generic_category());
  return entries;
}

}  // namespace cae

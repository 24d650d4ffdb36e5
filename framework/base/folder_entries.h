// The entries of a folder.
#pragma once

#include <string>
#include <system_error>
#include <vector>

namespace cae {

struct FolderEntry {
  std::string name;
  bool is_folder = false;  // itself, or at the end of symbolic links
};

// The entries of a folder in the system's order, without "." and "..". Where it cannot be read to the end,
// `error` says why, and the entries before that are returned. Not read by std::filesystem's iterators: those
// of libstdc++ end the process when they get no memory.
std::vector<FolderEntry> folder_entries(const std::string& folder, std::error_code& error);

}  // namespace cae

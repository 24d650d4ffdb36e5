// What a folder holds.
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
// `error` says why, and those before are given. Not by std::filesystem's iterators: libstdc++'s end the
// process when they are refused memory.
std::vector<FolderEntry> folder_entries(const std::string& folder, std::error_code& error);

}  // namespace cae

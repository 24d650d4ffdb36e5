// Whole files in and out, with diagnostics instead of errno.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

// The whole file. Refuses folders, devices and anything above `limit` bytes.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 34);

// Writes what `path` means. A regular file, or none, is afterwards either as before or complete, also after a
// crash: a temporary file in the same folder, write, fsync, rename, fsync of the folder. It keeps its mode
// and, where we may, its owner; a new one follows the umask. At the end of symbolic links the file that they
// lead to is written and the links stay; a device, a pipe or a descriptor (/dev/stdout) is opened and
// written, a pipe only if someone reads it within seconds. Other names of the file (hard links) keep the old
// content. Errors: E905, also for a file that may not be written.
Status write_file_atomically(const std::string& path, std::string_view content);

// Whether write_file_atomically would find rights and a place, found without changing anything there.
Status check_writable(const std::string& path);

// Removes what write_file_atomically left in this folder in processes that were killed. Only for a folder in
// which nobody writes meanwhile.
void remove_unfinished_files(const std::string& folder);

}  // namespace cae

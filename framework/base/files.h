// Whole files in and out, with diagnostics instead of errno.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

// The whole file. Refuses folders, devices and anything above `limit` bytes.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 34);

// Writes the file at `path`. A regular file, or a new one, is afterwards either unchanged or complete, also
// after a crash: a temporary file in the same folder, write, fsync, rename, fsync of the folder. It keeps its
// mode and, where permitted, its owner; a new one follows the umask. Symbolic links are followed and kept. A
// device, a pipe or a descriptor (/dev/stdout) is opened and written, a pipe only if a reader opens it within
// seconds, and what is not text is no content for a terminal (E935). Other names of the file (hard links)
// keep the old content. Temporary files that a killed process left of an earlier write are removed. Errors:
// E905.
Status write_file_atomically(const std::string& path, std::string_view content);

// Whether write_file_atomically would have permission and space; changes nothing.
Status check_writable(const std::string& path);

// Removes temporary files that write_file_atomically left in this folder when its process was killed. Only
// for a folder in which no other process writes.
void remove_unfinished_files(const std::string& folder);

}  // namespace cae

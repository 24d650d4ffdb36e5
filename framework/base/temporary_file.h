// The temporary files of write_file_atomically. The writing process holds a lock on its file, so that files
// left by a killed process can be told from those still being written.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace cae {

// Opens a new file beside `path` and stores its name in `name`: exclusively, so that no link is followed, and
// with a name that cannot be predicted. The lock lasts until this descriptor and its duplicates are closed.
// Returns -1 with errno set if no file can be opened.
int open_temporary(const std::filesystem::path& path, mode_t mode, std::string& name);

// Whether this is a regular file with the name of a temporary file.
bool is_temporary(const std::filesystem::path& file);

// Removes the temporary files of `path` that no process is writing. Failures are ignored.
void remove_abandoned(const std::filesystem::path& path);

}  // namespace cae

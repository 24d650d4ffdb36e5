// Whole files in and out, with diagnostics instead of errno.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

// The whole file. Refuses folders, devices and anything above `limit` bytes.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 34);

// Writes so that the file is either as before or complete, also after a crash: a temporary file in the same
// folder, write, fsync, rename, fsync of the folder.
Status write_file_atomically(const std::string& path, std::string_view content);

}  // namespace cae

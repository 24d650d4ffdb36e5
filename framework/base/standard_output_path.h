// Standard output as a file to write.
#pragma once

#include <string_view>

namespace cae {

// write_file_atomically writes it without closing it; formats that follow a path's ending are the usual ones.
inline constexpr std::string_view standard_output_path = "/dev/stdout";

}  // namespace cae

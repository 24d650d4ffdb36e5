// Names that users and plugins give and that become parts of file names.
#pragma once

#include <cstddef>
#include <string_view>

namespace cae {

// 1 to `longest` letters, digits, '-', '_' or '.', the first a letter or digit: never a path, a hidden file
// or a control sequence.
bool is_name(std::string_view text, std::size_t longest = 64);

// Whether two names are equal on a file system that ignores case.
bool same_file_name(std::string_view a, std::string_view b);

}  // namespace cae

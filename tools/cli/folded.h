// Text that is broken into lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cae::cli {

// The words of `text` in lines of at most `width` columns; a word that is longer is cut. One line at least.
// Several blanks in a row stay where no line ends there.
std::vector<std::string> folded(std::string_view text, std::size_t width);

}  // namespace cae::cli

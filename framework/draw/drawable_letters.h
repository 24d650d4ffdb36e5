// Letters that the machine's fonts have.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// The text with U+25A1 (a small box) for every letter that no font of this machine has. gnuplot's bitmaps
// would show such a letter's code in digits larger than the plot. Bytes that are not UTF-8 stay as they are.
std::string drawable(std::string_view text);
// Such a letter changes the one before it, and is never drawn itself.
bool is_variation_selector(char32_t code);

}  // namespace cae

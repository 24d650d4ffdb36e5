// Text on its way into a picture.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// Well-formed UTF-8 of at most `longest` characters: control characters and broken bytes become '?', what is
// longer ends in "...".
std::string printable(std::string_view text, std::size_t longest = 80);

}  // namespace cae

// Colours of what takes little (pale) to what takes most (orange); dark text is readable on all of them.
#pragma once

#include <string>

namespace cae {

// "#fdae6b" for 0.5; `heat` is from 0 to 1.
std::string heat_colour(double heat);
inline constexpr const char* heat_border = "#a63603";

}  // namespace cae

// Colours of numbers.
#pragma once

#include <string>

#include "framework/draw/bitmap.h"

namespace cae {

// From what takes little (pale) to what takes most (orange); dark text is readable on all of them. "#fdae6b"
// for 0.5; `heat` is from 0 to 1.
std::string heat_colour(double heat);
// From -1, blue, through almost white to 1, red; NaN is blue.
Colour difference_colour(double difference);
inline constexpr const char* heat_border = "#a63603";

}  // namespace cae

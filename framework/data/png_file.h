// One PNG file as 8-bit pixels, by libpng, whatever its colour type and depth.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/dataset.h"

namespace cae {

// Fills `pixels` (H,W,C; wanted.elements() bytes). The file must have the wanted height and width. Colours
// are not corrected (no gamma), 16 bits are rounded to 8, palettes and low depths are expanded. Wanted
// channels: 1 (the file must hold nothing but grays), 3, or 4 (with alpha); for 1 and 3, transparent pixels
// are drawn on black.
Status read_png(const std::string& path, const ImageShape& wanted, std::uint8_t* pixels);

}  // namespace cae

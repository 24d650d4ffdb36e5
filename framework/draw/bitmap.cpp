#include "framework/draw/bitmap.h"

#include <algorithm>

namespace cae {

Bitmap::Bitmap(std::int64_t width, std::int64_t height, Colour paper)
    : width_(width), height_(height), pixels_(static_cast<std::size_t>(width * height * 3)) {
  for (std::size_t i = 0; i < pixels_.size(); i += 3) {
    pixels_[i] = paper.red;
    pixels_[i + 1] = paper.green;
    pixels_[i + 2] = paper.blue;
  }
}

void Bitmap::fill_square(std::int64_t x, std::int64_t y, std::int64_t side, Colour colour) {
  for (std::int64_t row = std::max<std::int64_t>(y, 0); row < std::min(y + side, height_); ++row) {
    for (std::int64_t column = std::max<std::int64_t>(x, 0); column < std::min(x + side, width_); ++column) {
      std::uint8_t* const at = pixel(column, row);
      at[0] = colour.red;
      at[1] = colour.green;
      at[2] = colour.blue;
    }
  }
}

void Bitmap::blend(std::int64_t x, std::int64_t y, Colour colour, std::uint8_t covered) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  std::uint8_t* const at = pixel(x, y);
  const int new_part = covered, old_part = 255 - covered;
  const int colours[] = {colour.red, colour.green, colour.blue};
  for (int i = 0; i < 3; ++i)
    at[i] = static_cast<std::uint8_t>((colours[i] * new_part + at[i] * old_part + 127) / 255);
}

}  // namespace cae

// A picture of RGB pixels to paint on, at first all of one colour.
#pragma once

#include <cstdint>
#include <vector>

namespace cae {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

class Bitmap {
 public:
  Bitmap(std::int64_t width, std::int64_t height, Colour paper = {255, 255, 255});
  std::int64_t width() const { return width_; }
  std::int64_t height() const { return height_; }
  const std::vector<std::uint8_t>& pixels() const { return pixels_; }

  // Fills a square; what is outside of the bitmap is clipped.
  void fill_square(std::int64_t x, std::int64_t y, std::int64_t side, Colour colour);
  // Paints one pixel of which so much is covered: 0 leaves it, 255 replaces it.
  void blend(std::int64_t x, std::int64_t y, Colour colour, std::uint8_t covered);

 private:
  std::uint8_t* pixel(std::int64_t x, std::int64_t y) { return pixels_.data() + (y * width_ + x) * 3; }

  std::int64_t width_;
  std::int64_t height_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace cae

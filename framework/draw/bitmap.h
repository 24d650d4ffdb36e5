// A white picture of RGB pixels to paint on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cae {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

class Bitmap {
 public:
  Bitmap(std::int64_t width, std::int64_t height)
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width * height * 3), 255) {}
  std::int64_t width() const { return width_; }
  std::int64_t height() const { return height_; }
  const std::vector<std::uint8_t>& pixels() const { return pixels_; }

  // Fills a square; what is outside of the bitmap is clipped.
  void fill_square(std::int64_t x, std::int64_t y, std::int64_t side, Colour colour);

 private:
  std::int64_t width_;
  std::int64_t height_;
  std::vector<std::uint8_t> pixels_;
};

// Letters of 5x8 pixels, each pixel a square of `size`; a letter takes 6*size pixels. Characters outside of
// ASCII are '?'.
inline constexpr int letter_width = 6;
inline constexpr int letter_height = 8;
void write_text(Bitmap& bitmap, std::int64_t x, std::int64_t y, int size, std::string_view text,
                Colour colour);

}  // namespace cae

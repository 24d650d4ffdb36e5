// An image with zeros around it, so that every window of a convolution finds all of its pixels.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae {

class PaddedImage {
 public:
  // A buffer of height x width pixels, in whose pixel (row, column) lies the image's (row - top, column -
  // left); either may be negative. Pixels of the image that fall outside are left out.
  struct Layout {
    std::int64_t height = 1, width = 1;
    std::int64_t top = 0, left = 0;
    std::int64_t image_height = 1, image_width = 1;
    std::int64_t channels = 1;
  };
  explicit PaddedImage(const Layout& layout) : layout_(layout) {}

  std::size_t floats() const { return row_floats() * static_cast<std::size_t>(layout_.height); }
  std::size_t row_floats() const { return static_cast<std::size_t>(layout_.width * layout_.channels); }
  std::size_t image_floats() const {
    return static_cast<std::size_t>(layout_.image_height * layout_.image_width * layout_.channels);
  }
  // Of the image's pixel (row, column), which may lie outside of it.
  std::size_t place(std::int64_t row, std::int64_t column) const {
    return offset(row + layout_.top, column + layout_.left);
  }
  // Of the pixel that lies so many rows and columns behind another one.
  std::size_t offset(std::int64_t rows, std::int64_t columns) const {
    return static_cast<std::size_t>((rows * layout_.width + columns) * layout_.channels);
  }

  // Zeros everywhere; then one image after the other may be copied to its place.
  void clear(float* padded) const;
  void copy(const float* image, float* padded) const;

 private:
  Layout layout_;
};

}  // namespace cae

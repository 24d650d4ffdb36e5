// Small images, collected one by one and written as one PNG.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "framework/draw/shown_image.h"
#include "framework/graph/shape.h"

namespace cae {

class Thumbnails {
 public:
  // Of images of this shape. Sides longer than `longest_side` are shrunk by a whole number, each pixel the
  // mean of a square. 3 channels are red, green, blue, others as draw/shown_image.h has them.
  Thumbnails(const Shape& shape, std::int64_t longest_side);

  // H,W,C; what is outside of 0..1 is clamped, NaN is black.
  void add(std::span<const float> image);
  // One of another collection of the same size.
  void add(const Thumbnails& from, std::int64_t number);

  Thumbnails without_images() const;

  std::int64_t count() const;
  std::int64_t width() const { return width_; }
  std::int64_t height() const { return height_; }
  std::int64_t channels() const { return size_.channels; }
  // Image after image, H,W,C.
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  float mean_of_square(const std::vector<float>& shown, std::int64_t channel, std::int64_t left,
                       std::int64_t top) const;

  Shape shape_;     // of the images as they come
  ImageSize size_;  // and as they are shown, unshrunk
  std::int64_t shrink_ = 1;
  std::int64_t width_ = 1;
  std::int64_t height_ = 1;
  std::vector<std::uint8_t> bytes_;
};

// Pixels of one thumbnail of such images, times its channels.
std::int64_t thumbnail_bytes(const Shape& shape, std::int64_t longest_side);

// {"uri": a PNG as a data URI, "width", "height": of an image, "columns": images in a row, "count"}; null
// without images. Throws Failure (E959) where libpng fails.
nlohmann::json sprite_json(const Thumbnails& images);

}  // namespace cae

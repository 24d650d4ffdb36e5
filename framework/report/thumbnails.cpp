#include "framework/report/thumbnails.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "framework/base/base64.h"
#include "framework/draw/png_bytes.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// 64 shades: an eye sees no more in a thumbnail, and the file is a third smaller.
std::uint8_t shade(float value) {
  const float shown = value > 0.0F ? std::min(value, 1.0F) : 0.0F;  // NaN is not above 0
  return static_cast<std::uint8_t>(std::lround(shown * 63.0F) * 255 / 63);
}

ImageSize size_of(const Shape& shape) {
  return {.channels = shape.channels, .height = shape.height, .width = shape.width};
}

std::int64_t shrink_of(const ImageSize& size, std::int64_t longest_side) {
  return (std::max(size.height, size.width) + longest_side - 1) / longest_side;
}

// As many as make the sprite about square.
std::int64_t columns_of(const Thumbnails& images) {
  const auto pixels = static_cast<double>(images.count() * images.height() * images.width());
  const auto columns = static_cast<std::int64_t>(std::sqrt(pixels)) / images.width();
  return std::clamp<std::int64_t>(columns, 1, images.count());
}

std::vector<std::uint8_t> sprite_pixels(const Thumbnails& images, std::int64_t columns, std::int64_t rows) {
  const std::int64_t line = images.width() * images.channels();
  const std::int64_t stride = line * columns;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride * rows * images.height()), 255);
  for (std::int64_t i = 0; i < images.count(); ++i) {
    for (std::int64_t y = 0; y < images.height(); ++y) {
      const auto from = images.bytes().begin() + (i * images.height() + y) * line;
      std::copy(from, from + line,
                pixels.begin() + (i / columns * images.height() + y) * stride + i % columns * line);
    }
  }
  return pixels;
}

}  // namespace

Thumbnails::Thumbnails(const Shape& shape, std::int64_t longest_side)
    : shape_(shape),
      size_(shown_size(size_of(shape))),
      shrink_(shrink_of(size_, longest_side)),
      width_((size_.width + shrink_ - 1) / shrink_),
      height_((size_.height + shrink_ - 1) / shrink_) {}

std::int64_t Thumbnails::count() const {
  return static_cast<std::int64_t>(bytes_.size()) / (width_ * height_ * channels());
}

void Thumbnails::add(std::span<const float> image) {
  std::vector<float> planes(image.size());
  channels_first(shape_, image.data(), planes.data());
  const std::vector<float> shown = shown_image(planes, size_of(shape_));
  for (std::int64_t top = 0; top < size_.height; top += shrink_) {
    for (std::int64_t left = 0; left < size_.width; left += shrink_) {
      for (std::int64_t channel = 0; channel < channels(); ++channel)
        bytes_.push_back(shade(mean_of_square(shown, channel, left, top)));
    }
  }
}

float Thumbnails::mean_of_square(const std::vector<float>& shown, std::int64_t channel, std::int64_t left,
                                 std::int64_t top) const {
  const std::int64_t bottom = std::min(top + shrink_, size_.height);
  const std::int64_t right = std::min(left + shrink_, size_.width);
  float sum = 0.0F;
  for (std::int64_t y = top; y < bottom; ++y) {
    for (std::int64_t x = left; x < right; ++x)
      sum += shown[static_cast<std::size_t>((channel * size_.height + y) * size_.width + x)];
  }
  return sum / static_cast<float>((bottom - top) * (right - left));
}

Thumbnails Thumbnails::without_images() const {
  Thumbnails empty = *this;
  empty.bytes_.clear();
  return empty;
}

void Thumbnails::add(const Thumbnails& from, std::int64_t number) {
  const std::int64_t size = width_ * height_ * channels();
  const auto first = from.bytes_.begin() + number * size;
  bytes_.insert(bytes_.end(), first, first + size);
}

std::int64_t thumbnail_bytes(const Shape& shape, std::int64_t longest_side) {
  const Thumbnails one(shape, longest_side);
  return one.width() * one.height() * one.channels();
}

nlohmann::json sprite_json(const Thumbnails& images) {
  if (images.count() == 0) return nullptr;
  const std::int64_t columns = columns_of(images);
  const std::int64_t rows = (images.count() + columns - 1) / columns;
  const std::string png =
      png_bytes(sprite_pixels(images, columns, rows),
                {columns * images.width(), rows * images.height(), images.channels()}, "the report's images")
          .take();
  return {{"uri", "data:image/png;base64," + base64(png)},
          {"width", images.width()},
          {"height", images.height()},
          {"columns", columns},
          {"count", images.count()}};
}

}  // namespace cae

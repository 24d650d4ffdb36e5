#include "framework/report/thumbnails.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "framework/base/base64.h"
#include "framework/draw/png_bytes.h"

namespace cae {
namespace {

// 64 shades: an eye sees no more in a thumbnail, and the file is a third smaller.
std::uint8_t shade(float value) {
  const float shown = value > 0.0F ? std::min(value, 1.0F) : 0.0F;  // NaN is not above 0
  return static_cast<std::uint8_t>(std::lround(shown * 63.0F) * 255 / 63);
}

std::int64_t shrink_of(const Shape& shape, std::int64_t longest_side) {
  return (std::max(shape.height, shape.width) + longest_side - 1) / longest_side;
}

std::int64_t shown_channels(const Shape& shape) {
  return shape.channels == 3 ? 3 : 1;
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
      shrink_(shrink_of(shape, longest_side)),
      width_((shape.width + shrink_ - 1) / shrink_),
      height_((shape.height + shrink_ - 1) / shrink_),
      channels_(shown_channels(shape)) {}

std::int64_t Thumbnails::count() const {
  return static_cast<std::int64_t>(bytes_.size()) / (width_ * height_ * channels_);
}

void Thumbnails::add(std::span<const float> image) {
  for (std::int64_t top = 0; top < shape_.height; top += shrink_) {
    for (std::int64_t left = 0; left < shape_.width; left += shrink_) {
      const std::int64_t bottom = std::min(top + shrink_, shape_.height);
      const std::int64_t right = std::min(left + shrink_, shape_.width);
      for (std::int64_t channel = 0; channel < channels_; ++channel) {
        float sum = 0.0F;
        for (std::int64_t y = top; y < bottom; ++y) {
          for (std::int64_t x = left; x < right; ++x)
            sum += image[static_cast<std::size_t>((y * shape_.width + x) * shape_.channels + channel)];
        }
        bytes_.push_back(shade(sum / static_cast<float>((bottom - top) * (right - left))));
      }
    }
  }
}

Thumbnails Thumbnails::without_images() const {
  Thumbnails empty = *this;
  empty.bytes_.clear();
  return empty;
}

void Thumbnails::add(const Thumbnails& from, std::int64_t number) {
  const std::int64_t size = width_ * height_ * channels_;
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

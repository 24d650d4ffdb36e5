// Images whose pixels are taken from other places of the image, bilinearly. What is outside of the image has
// the value `fill`; at the border the two are mixed, as by SciPy's map_coordinates with order=1,
// mode="grid-constant".
#pragma once

#include <cmath>

#include "support/augmentation.h"

namespace plugin {

// In pixels from the centre of the first one.
struct Place {
  double y, x;
};

inline Place centre_of(const Image& image) {
  return {(static_cast<double>(image.height) - 1.0) / 2.0, (static_cast<double>(image.width) - 1.0) / 2.0};
}

// The four pixels round a place, and their shares.
class Neighbours {
 public:
  Neighbours(const Image& image, Place place)
      : width_(static_cast<std::ptrdiff_t>(image.width)),
        height_(static_cast<std::ptrdiff_t>(image.height)),
        top_(floor_of(place.y, height_)),
        left_(floor_of(place.x, width_)),
        down_(place.y - static_cast<double>(top_)),
        right_(place.x - static_cast<double>(left_)),
        outside_(top_ < -1 || top_ >= height_ || left_ < -1 || left_ >= width_),
        inside_(top_ >= 0 && top_ + 1 < height_ && left_ >= 0 && left_ + 1 < width_) {}

  double value(const float* plane, double fill) const {
    if (outside_) return fill;
    const double above = (1.0 - right_) * at(plane, 0, 0, fill) + right_ * at(plane, 0, 1, fill);
    const double below = (1.0 - right_) * at(plane, 1, 0, fill) + right_ * at(plane, 1, 1, fill);
    return (1.0 - down_) * above + down_ * below;
  }

 private:
  // Far outside it does not matter how far, and no number overflows.
  static std::ptrdiff_t floor_of(double coordinate, std::ptrdiff_t extent) {
    return static_cast<std::ptrdiff_t>(
        std::floor(std::clamp(coordinate, -2.0, static_cast<double>(extent) + 1.0)));
  }

  double at(const float* plane, std::ptrdiff_t down, std::ptrdiff_t right, double fill) const {
    const std::ptrdiff_t y = top_ + down, x = left_ + right;
    if (!inside_ && (y < 0 || y >= height_ || x < 0 || x >= width_)) return fill;
    return plane[y * width_ + x];
  }

  std::ptrdiff_t width_, height_, top_, left_;
  double down_, right_;
  bool outside_, inside_;
};

// Fills the image: its pixel (y, x) becomes what it was at from(y, x).
template <class From>
void resample(const Image& image, double fill, From&& from) {
  for (std::size_t y = 0; y < image.height; ++y) {
    for (std::size_t x = 0; x < image.width; ++x) {
      const Neighbours neighbours(image, from(static_cast<double>(y), static_cast<double>(x)));
      for (std::size_t c = 0; c < image.channels; ++c) {
        const std::size_t plane = c * image.plane();
        image.out[plane + y * image.width + x] = static_cast<float>(neighbours.value(image.in + plane, fill));
      }
    }
  }
}

// The parameter `fill`.
constexpr cae_parameter fill_parameter() {
  return number("fill", "0", least_value, greatest_value,
                "the value of what comes in from outside of the image");
}

}  // namespace plugin

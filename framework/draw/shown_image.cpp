#include "framework/draw/shown_image.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace cae {
namespace {

bool is_shown_as_it_is(const ImageSize& image) {
  return image.channels == 1 || (image.channels == 3 && image.height * image.width > 1);
}

// Channels in a line.
std::int64_t columns_of(const ImageSize& image) {
  auto columns = static_cast<std::int64_t>(std::sqrt(static_cast<double>(image.channels)));
  while (columns * columns < image.channels) ++columns;
  return columns;
}

}  // namespace

ImageSize shown_size(const ImageSize& image) {
  if (is_shown_as_it_is(image)) return image;
  const std::int64_t columns = columns_of(image), lines = (image.channels + columns - 1) / columns;
  return {.channels = 1, .height = lines * image.height, .width = columns * image.width};
}

std::vector<float> shown_image(std::span<const float> pixels, const ImageSize& image) {
  if (is_shown_as_it_is(image)) return {pixels.begin(), pixels.end()};
  const ImageSize size = shown_size(image);
  const std::int64_t columns = columns_of(image);
  std::vector<float> shown(static_cast<std::size_t>(size.elements()));
  for (std::int64_t channel = 0; channel < image.channels; ++channel) {
    for (std::int64_t y = 0; y < image.height; ++y) {
      const auto from = pixels.begin() + (channel * image.height + y) * image.width;
      const std::int64_t top = channel / columns * image.height + y;
      std::copy(from, from + image.width, shown.begin() + top * size.width + channel % columns * image.width);
    }
  }
  return shown;
}

}  // namespace cae

#include "framework/data/dataset.h"

#include <algorithm>

namespace cae {

std::string to_string(const ImageShape& shape) {
  return std::to_string(shape.height) + "x" + std::to_string(shape.width) + "x" +
         std::to_string(shape.channels);
}

void Dataset::copy_hwc(std::int64_t index, float* pixels) const {
  const auto size = static_cast<std::size_t>(shape.elements());
  const std::size_t begin = static_cast<std::size_t>(index) * size;
  if (bytes.empty()) {
    std::copy_n(floats.data() + begin, size, pixels);
    return;
  }
  const std::uint8_t* from = bytes.data() + begin;
  for (std::size_t i = 0; i < size; ++i) pixels[i] = static_cast<float>(from[i]) / 255.0F;
}

void Dataset::copy_chw(std::int64_t index, float* pixels) const {
  if (shape.channels == 1) return copy_hwc(index, pixels);
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto plane = static_cast<std::size_t>(shape.height * shape.width);
  const std::size_t begin = static_cast<std::size_t>(index) * plane * channels;
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t i = 0; i < plane; ++i) {
      const std::size_t from = begin + i * channels + c;
      *pixels++ = bytes.empty() ? floats[from] : static_cast<float>(bytes[from]) / 255.0F;
    }
  }
}

}  // namespace cae

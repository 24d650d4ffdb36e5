#include "framework/data/dataset.h"

#include <algorithm>
#include <numeric>

namespace cae {
namespace {

// f(first pixel) for each sample; the images of a source are read first.
template <class Copy>
Status copy_images(const Dataset& images, std::span<const std::uint32_t> samples, Copy copy) {
  if (images.source) {
    const Result<Dataset> read = images.source->read(samples);
    if (!read) return read.diagnostics();
    for (std::size_t i = 0; i < samples.size(); ++i) copy(*read, i);
    return Done{};
  }
  for (const std::uint32_t sample : samples) copy(images, sample);
  return Done{};
}

void copy_pixels(const Dataset& from, std::size_t begin, std::size_t count, float* to) {
  if (from.bytes.empty()) {
    std::copy_n(from.floats.data() + begin, count, to);
    return;
  }
  const std::uint8_t* bytes = from.bytes.data() + begin;
  for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<float>(bytes[i]) / 255.0F;
}

}  // namespace

std::string to_string(const ImageShape& shape) {
  return std::to_string(shape.height) + "x" + std::to_string(shape.width) + "x" +
         std::to_string(shape.channels);
}

Status Dataset::copy_hwc(std::span<const std::uint32_t> samples, float* pixels) const {
  const auto size = static_cast<std::size_t>(shape.elements());
  return copy_images(*this, samples, [&](const Dataset& from, std::size_t image) {
    copy_pixels(from, image * size, size, pixels);
    pixels += size;
  });
}

Status Dataset::copy_chw(std::span<const std::uint32_t> samples, float* pixels) const {
  if (shape.channels == 1) return copy_hwc(samples, pixels);
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto plane = static_cast<std::size_t>(shape.height * shape.width);
  return copy_images(*this, samples, [&](const Dataset& from, std::size_t image) {
    const std::size_t begin = image * plane * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      for (std::size_t i = 0; i < plane; ++i) {
        const std::size_t pixel = begin + i * channels + c;
        *pixels++ = from.bytes.empty() ? from.floats[pixel] : static_cast<float>(from.bytes[pixel]) / 255.0F;
      }
    }
  });
}

PixelRange Dataset::range() const {
  if (source) return source->range();
  if (floats.empty()) return {0.0F, 1.0F};
  const auto [least, greatest] = std::minmax_element(floats.begin(), floats.end());
  return {*least, *greatest};
}

std::vector<std::uint32_t> spread_samples(const Dataset& images) {
  const std::int64_t wanted = std::clamp<std::int64_t>(65536 / images.shape.elements(), 8, 64);
  const std::int64_t count = std::min(images.count, wanted);
  std::vector<std::uint32_t> samples;
  for (std::int64_t i = 0; i < count; ++i)
    samples.push_back(static_cast<std::uint32_t>(i * images.count / count));
  return samples;
}

std::vector<std::uint32_t> identity_order(std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

}  // namespace cae

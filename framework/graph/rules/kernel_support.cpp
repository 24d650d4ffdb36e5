#include "framework/graph/rules/kernel_support.h"

namespace cae {

void channels_first(const Shape& shape, const float* hwc, float* chw) {
  const auto pixels = size_of(shape.height * shape.width);
  const auto channels = size_of(shape.channels);
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t p = 0; p < pixels; ++p) chw[c * pixels + p] = hwc[p * channels + c];
  }
}

void channels_last(const Shape& shape, const float* chw, float* hwc) {
  const auto pixels = size_of(shape.height * shape.width);
  const auto channels = size_of(shape.channels);
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t c = 0; c < channels; ++c) hwc[p * channels + c] = chw[c * pixels + p];
  }
}

}  // namespace cae

// Upsampling along one axis by a whole factor. nearest: y[i] = x[i/f]. bilinear: half-pixel centres, edges
// clamped, as TensorFlow's resize and PyTorch's align_corners=False.
#pragma once

#include <vector>

#include "framework/graph/operator.h"

namespace cae {

// The two source pixels of an output pixel, and the weight of the second; that of the first is what is left
// to 1.
struct Between {
  std::int64_t low;
  std::int64_t high;
  float weight;
};

std::vector<Between> interpolate(std::int64_t size, std::int64_t factor, bool nearest);

AttributeSpec upsampling_mode_attribute();

}  // namespace cae

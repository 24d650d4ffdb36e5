// The arithmetic of windows that slide over an image: shared by conv, deconv and pool.
#pragma once

#include <optional>

#include "framework/graph/operator.h"

namespace cae {

// Rows (or columns) added on each side of one axis.
struct AxisPadding {
  std::int64_t before = 0;
  std::int64_t after = 0;
};

// One axis of a sliding window: how many places it takes and where it starts.
struct Axis {
  std::int64_t output = 0;
  AxisPadding padding;
};

// `size` pixels, a window of (window-1)*dilation+1, as TensorFlow: `same` gives ceil(size/stride) places with
// the odd row or column of padding at the end. output <= 0 if the window does not fit.
Axis slide(std::int64_t size, std::int64_t window, std::int64_t stride, std::int64_t dilation,
           Padding::Mode mode, std::int64_t fixed);

// The transpose: (size-1)*stride + window places before cropping; `same` gives size*stride and crops
// floor((window-stride)/2) first; `fixed` crops that many on each side. With `output_padding` (below stride)
// there are that many places more at the end (PyTorch), and `same` gives (size-1)*stride + window -
// 2*floor(window/2) + output_padding (Keras), half of what it crops first. `padding` holds what is cropped,
// and is negative where rows are added.
Axis slide_transposed(std::int64_t size, std::int64_t window, std::int64_t stride, Padding::Mode mode,
                      std::int64_t fixed, std::optional<std::int64_t> output_padding = std::nullopt);

// The windows of a pool over an image of shape `in`, from its attributes: `global` is the whole image, and
// the stride is the window if not given.
struct PoolWindow {
  Window window;
  Window stride;
};
PoolWindow pool_window(const Attributes& attributes, const Shape& in);

// The problem of an output that exceeds the limits of shapes, or nothing.
std::optional<ShapeProblem> out_of_bounds(const Shape& output, const std::string& attribute);

// The problem of a flat input where an image is needed.
std::optional<ShapeProblem> needs_image(const Shape& input);

}  // namespace cae

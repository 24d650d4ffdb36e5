// Which taps of a kernel meet which places along an axis of a convolution, walked either way.
#pragma once

#include <cstdint>
#include <vector>

namespace cae {

// A convolution along one axis: output o reads input o * stride - pad + tap * dilation for each tap.
struct ConvolvedAxis {
  std::int64_t in = 1, out = 1;
  std::int64_t kernel = 1, stride = 1, dilation = 1, pad = 0;
};

struct TapPlace {
  std::int64_t tap;
  std::int64_t place;  // that it meets
};

// Places first, first + step, ... whose taps are the same, each time `from_step` places further.
struct TapRun {
  std::int64_t first = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
  std::int64_t from_step = 1;
  std::vector<TapPlace> taps = {};  // of the first
};

// The inputs that an output reads.
std::vector<TapPlace> taps_of_output(const ConvolvedAxis& axis, std::int64_t output);
// The outputs that read an input.
std::vector<TapPlace> taps_of_input(const ConvolvedAxis& axis, std::int64_t input);

// All outputs, or all inputs, as runs.
std::vector<TapRun> output_runs(const ConvolvedAxis& axis);
std::vector<TapRun> input_runs(const ConvolvedAxis& axis);

}  // namespace cae

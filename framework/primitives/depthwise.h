// Depthwise convolutions of images in NHWC: a vector of channels at a time, from the images as they are.
// Compiled for each instruction set (vector_set.h).
#pragma once

#include <cstddef>

namespace cae {

// A tap of the kernel that a row of pixels reads.
struct DepthwiseTap {
  std::size_t from;     // of its number from the first of the first pixel's
  std::size_t weights;  // of its weights from the first tap's
};

// Pixels that read the same taps, and the images' channels that are computed. Steps are in floats.
struct DepthwiseArea {
  const DepthwiseTap* taps;
  std::size_t count;  // of taps
  std::size_t rows, pixels;
  std::size_t x_row, y_row;    // from a row to the next
  std::size_t x_step, y_step;  // from a pixel to the next
  std::size_t channels;
};

struct Depthwise {
  // y[rows, pixels, channels] = bias + the taps of x times weights[taps, channels]; bias may be nullptr.
  void (*forward)(const DepthwiseArea& area, const float* x, const float* weights, const float* bias,
                  float* y);
  // weights[taps, channels] += the taps of x times dy[rows, pixels, channels]; bias[channels] += the sums of
  // dy, unless it is nullptr.
  void (*add_gradients)(const DepthwiseArea& area, const float* x, const float* dy, float* weights,
                        float* bias);
};

const Depthwise& depthwise();

}  // namespace cae

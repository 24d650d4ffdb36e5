// Convolutions of images with few channels, where each output is a sum of few products, so that writing the
// output takes most of the time: it is written once; and their transpose, convolutions to few filters.
// Compiled for each instruction set (vector_set.h).
#pragma once

#include <cstddef>

namespace cae {

// The taps of one output pixel. x must hold them for every pixel, padding included.
struct NarrowTaps {
  const std::size_t* offsets;  // of each tap from the pixel's first number
  std::size_t count;           // kernel height * kernel width * channels
  std::size_t step;            // from a pixel's first number to the next one's, in floats
};

// The windows of a convolution to few filters: rows of neighbouring numbers.
struct WindowRows {
  const std::size_t* offsets;  // of each row from the window's first number
  std::size_t count;
  std::size_t length;  // of a row: kernel width * channels, or channels where the kernel is dilated
  std::size_t step;    // from a window to the next one, in floats
};

struct NarrowConvolution {
  // y[pixels, filters] = bias + taps of x times weights[taps, filters]; bias may be nullptr.
  void (*forward)(const float* x, const NarrowTaps& taps, const float* weights, const float* bias,
                  std::size_t pixels, std::size_t filters, float* y);
  // weights[taps, filters] += taps of x times dy[pixels, filters]; bias[filters] += the column sums of dy,
  // unless it is nullptr. `stride` floats from a pixel of dy, and from a tap's weights, to the next.
  void (*add_gradients)(const float* x, const NarrowTaps& taps, const float* dy, std::size_t pixels,
                        std::size_t filters, std::size_t stride, float* weights, float* bias);
  // y[pixels, filters] = bias + the window of x times weights[filters, rows * length], with `step` floats
  // from a pixel of y to the next; bias may be nullptr.
  void (*few_filters)(const float* x, const WindowRows& window, const float* weights, const float* bias,
                      std::size_t pixels, std::size_t filters, float* y, std::size_t step);
};

const NarrowConvolution& narrow_convolution();

}  // namespace cae

// The loops of batch norm and of the operators fused with it, compiled for each instruction set
// (vector_set.h). Rows are pixels, columns channels (NHWC); means, scales, shifts and sums have one number a
// column. Sums may be asked for some columns alone: `stride` is the distance from a row to the next.
#pragma once

#include <cstddef>

namespace cae {

// One row of windows that do not overlap, over an image of `channels` channels.
struct WindowRow {
  std::size_t windows;
  std::size_t height, width;  // of a window
  std::size_t step;           // pixels from a window to the next
  std::size_t pitch;          // floats from a row of the image to the next
  std::size_t channels;
};

// A relu of y = (x - mean) * scale + shift: where y is not above 0, its gradient is 0.
struct ReluBehind {
  const float* scale;
  const float* shift;
};

struct BatchNormLoops {
  // sums += x, squares += x * x, of each column, in double.
  void (*moments)(const float* x, std::size_t stride, std::size_t rows, std::size_t columns, double* sums,
                  double* squares);
  // y = (x - mean) * scale + shift, per column, and at least `least`: exactly `shift` where x is the mean.
  void (*normalise)(const float* x, const float* mean, const float* scale, const float* shift, float least,
                    float* y, std::size_t rows, std::size_t columns);
  // sums += dy, products += dy * (x - mean), of each column, in double. With a relu (nullptr: none) dy is
  // what arrives behind it.
  void (*gradient_moments)(const float* x, const float* dy, std::size_t stride, const float* mean,
                           const ReluBehind* relu, std::size_t rows, std::size_t columns, double* sums,
                           double* products);
  // dx = a * (dy - dy_mean) + b * (x - mean), per column; 0 where x <= floor. `floor` is 0 if x comes from a
  // relu whose gradient is applied here too, else minus infinity. `relu` as above.
  void (*normalise_gradient)(const float* x, const float* dy, const float* mean, const ReluBehind* relu,
                             const float* dy_mean, const float* a, const float* b, float floor, float* dx,
                             std::size_t rows, std::size_t columns);

  // The largest number of each window where order is 1, the smallest where it is -1, the first where it is 0;
  // of equal ones the first in reading order.
  void (*window_extremes)(const WindowRow& row, const float* x, const float* order, float* extremes);
  // As normalise_gradient, where dy is that of the window at the place of its extreme, and elsewhere 0.
  void (*window_extremes_gradient)(const WindowRow& row, const float* x, const float* extremes,
                                   const float* dy, const float* mean, const float* dy_mean, const float* a,
                                   const float* b, float floor, float* dx);

  // y = (x - mean) . weights + constants, the product over the columns, for each filter: weights
  // [filters][columns], y [rows][filters].
  void (*pointwise)(const float* x, const float* mean, const float* weights, const float* constants, float* y,
                    std::size_t rows, std::size_t columns, std::size_t filters);
  // products += dy * (x - mean), of each filter and column, in double; `stride` floats from a row of x and
  // from a filter's products to the next.
  void (*pointwise_moments)(const float* x, std::size_t stride, const float* dy, const float* mean,
                            std::size_t rows, std::size_t columns, std::size_t filters, double* products);
  // As normalise_gradient, of dz = the sum over the filters of dy * weights.
  void (*pointwise_gradient)(const float* x, const float* dy, const float* weights, const float* mean,
                             const float* dz_mean, const float* a, const float* b, float floor, float* dx,
                             std::size_t rows, std::size_t columns, std::size_t filters);
};

const BatchNormLoops& batch_norm_loops();

}  // namespace cae

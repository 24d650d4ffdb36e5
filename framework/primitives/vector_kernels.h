// Our own loops over arrays of floats, compiled for each instruction set (vector_set.h). Rows are pixels,
// columns channels (NHWC).
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae {

enum class ActivationKind { linear, relu, leaky_relu, elu, selu, gelu, sigmoid, tanh, softplus, silu };

struct AdamStep {
  float rate, beta1, beta2, epsilon, first_correction, second_correction, weight_decay, decoupled_decay,
      scale;
};
struct SgdStep {
  float rate, momentum, weight_decay, scale;
  bool nesterov;
};

struct VectorKernels {
  const char* name;  // "avx512", "avx2" or "generic"

  // y = f(x); x and y may be the same array.
  void (*activation)(ActivationKind kind, float argument, const float* x, float* y, std::size_t count);
  // dx = dy * f'(x), from y alone but for gelu and silu, which read x. dy and dx may be the same array.
  void (*activation_gradient)(ActivationKind kind, float argument, const float* x, const float* y,
                              const float* dy, float* dx, std::size_t count);

  void (*add_row)(float* matrix, const float* row, std::size_t rows, std::size_t columns);  // each row += row
  void (*add)(float* sum, const float* term, std::size_t count);                            // sum += term
  void (*column_sums)(const float* matrix, std::size_t rows, std::size_t columns, float* sums);

  // sum and sum of squares of each column, in double.
  void (*moments)(const float* x, std::size_t rows, std::size_t columns, double* sums, double* squares);
  // y = (x - mean) * scale + shift, per column: exactly `shift` where x is the mean.
  void (*normalise)(const float* x, const float* mean, const float* scale, const float* shift, float* y,
                    std::size_t rows, std::size_t columns);
  // sums of dy and of dy * (x - mean) of each column, in double.
  void (*gradient_moments)(const float* x, const float* dy, const float* mean, std::size_t rows,
                           std::size_t columns, double* sums, double* products);
  // dx = a * (dy - dy_mean) + b * (x - mean), per column.
  void (*normalise_gradient)(const float* x, const float* dy, const float* mean, const float* dy_mean,
                             const float* a, const float* b, float* dx, std::size_t rows,
                             std::size_t columns);

  // best = max(best, x), with the place of the best; `place` is that of x.
  void (*maximum)(const float* x, std::uint32_t place, float* best, std::uint32_t* places, std::size_t count);
  // sum += weight * x.
  void (*accumulate)(float weight, const float* x, float* sum, std::size_t count);

  void (*adam)(const AdamStep& step, const float* gradient, float* weight, float* first, float* second,
               std::size_t count);
  void (*sgd)(const SgdStep& step, const float* gradient, float* weight, float* velocity, std::size_t count);

  double (*square_sum)(const float* x, std::size_t count);  // not finite if any is not
};

const VectorKernels& vector_kernels();

}  // namespace cae

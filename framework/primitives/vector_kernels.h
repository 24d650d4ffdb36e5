// Our own loops over arrays of floats, compiled for each instruction set (vector_set.h). Rows are pixels,
// columns channels (NHWC).
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae {

// `rest1` and `rest2` are 1 - beta1 and 1 - beta2, rounded once: 1.0F - beta2 would have five digits.
struct AdamStep {
  float rate, beta1, rest1, beta2, rest2, epsilon, first_correction, second_correction, weight_decay,
      decoupled_decay, scale;
};
struct SgdStep {
  float rate, momentum, weight_decay, scale;
  bool nesterov;
};

struct VectorKernels {
  const char* name;  // "avx512", "avx2" or "generic"

  void (*add_row)(float* matrix, const float* row, std::size_t rows, std::size_t columns);  // each row += row
  void (*add)(float* sum, const float* term, std::size_t count);                            // sum += term
  // sum = a + b; it may be one of them.
  void (*add_both)(const float* a, const float* b, float* sum, std::size_t count);
  void (*multiply)(float* product, const float* factor, std::size_t count);       // product *= factor
  void (*subtract)(const float* a, const float* b, float* y, std::size_t count);  // y = a - b
  void (*column_sums)(const float* matrix, std::size_t rows, std::size_t columns, float* sums);

  // best = max(best, x), with the place of the best; `place` is that of x.
  void (*maximum)(const float* x, std::uint32_t place, float* best, std::uint32_t* places, std::size_t count);
  // sum += weight * x.
  void (*accumulate)(float weight, const float* x, float* sum, std::size_t count);

  void (*adam)(const AdamStep& step, const float* gradient, float* weight, float* first, float* second,
               std::size_t count);
  void (*sgd)(const SgdStep& step, const float* gradient, float* weight, float* velocity, std::size_t count);

  // The bits of each number rounded to bfloat16, to nearest, ties to even; NaN stays NaN.
  void (*to_bf16)(const float* x, std::uint16_t* y, std::size_t count);

  double (*square_sum)(const float* x, std::size_t count);  // not finite if any is not
  void (*exponentials)(double* x, std::size_t count);       // x = exp(x), of numbers up to 0
};

const VectorKernels& vector_kernels();

}  // namespace cae

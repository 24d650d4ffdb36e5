#include "framework/train/gradient_clipping.h"

#include <algorithm>
#include <cmath>

#include "framework/primitives/vector_kernels.h"

namespace cae {

GradientNorms::GradientNorms(const ParameterArrays& gradients)
    : chunks_(trainable_chunks(gradients)), square_sums_(chunks_.size()) {}

GradientNorm GradientNorms::of(const ParameterArrays& gradients, ThreadPool& pool) {
  pool.run(static_cast<int>(chunks_.size()), [&](int task, int) {
    const auto index = static_cast<std::size_t>(task);
    const ParameterChunk& chunk = chunks_[index];
    square_sums_[index] =
        vector_kernels().square_sum(gradients.values(chunk.parameter).data() + chunk.first, chunk.count);
  });
  double sum = 0.0;
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    if (!std::isfinite(square_sums_[i]))
      return {.norm = square_sums_[i], .not_finite = gradients.spec(chunks_[i].parameter).name};
    sum += square_sums_[i];
  }
  return {.norm = std::sqrt(sum)};
}

double clipping_scale(double norm, double limit) {
  return limit > 0.0 ? std::min(limit / (norm + 1e-6), 1.0) : 1.0;
}

}  // namespace cae

#include "framework/train/gradient_clipping.h"

#include <algorithm>
#include <cmath>

#include "framework/primitives/vector_kernels.h"

namespace cae {

GradientNorm gradient_norm(ParameterArrays& gradients, ThreadPool& pool) {
  std::vector<double> square_sums(gradients.count());
  pool.run(static_cast<int>(gradients.count()), [&](int task, int) {
    const auto index = static_cast<std::size_t>(task);
    if (!gradients.spec(index).trainable) return;
    const auto values = gradients.values(index);
    square_sums[index] = vector_kernels().square_sum(values.data(), values.size());
  });
  double sum = 0.0;
  for (std::size_t i = 0; i < square_sums.size(); ++i) {
    if (!std::isfinite(square_sums[i])) return {.norm = square_sums[i], .not_finite = gradients.spec(i).name};
    sum += square_sums[i];
  }
  return {.norm = std::sqrt(sum)};
}

double clipping_scale(double norm, double limit) {
  return limit > 0.0 ? std::min(limit / (norm + 1e-6), 1.0) : 1.0;
}

}  // namespace cae

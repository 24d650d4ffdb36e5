#include "framework/engine/weight_decay.h"

namespace cae {

double WeightDecay::apply(ThreadPool& pool) {
  pool.run(static_cast<int>(parts_.size()), [&](int task, int) {
    Part& part = parts_[static_cast<std::size_t>(task)];
    double squares = 0.0;
    for (std::size_t i = 0; i < part.count; ++i) {
      const auto value = static_cast<double>(part.values[i]);
      squares += value * value;
    }
    part.term = part.weight * squares;
    if (part.gradient == nullptr) return;
    const auto factor = static_cast<float>(2.0 * part.weight);
    for (std::size_t i = 0; i < part.count; ++i) part.gradient[i] += factor * part.values[i];
  });
  double sum = 0.0;
  for (const Part& part : parts_) sum += part.term;
  return sum;
}

}  // namespace cae

// The term `decay` of layers that ask for it: W times the sum of their squared weights, whose gradient is
// 2 W w. As L2 regularisation in Keras (kernel_regularizer), not as AdamW's decay, which is no part of the
// loss.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/engine/thread_pool.h"

namespace cae {

class WeightDecay {
 public:
  // `gradient` is nullptr where none are asked for.
  void add(double weight, const float* values, float* gradient, std::size_t count) {
    parts_.push_back({weight, values, gradient, count, 0.0});
  }
  bool any() const { return !parts_.empty(); }
  // Of the present weights; in double, in the order of the layers. Adds the gradients.
  double apply(ThreadPool& pool);

 private:
  struct Part {
    double weight;
    const float* values;
    float* gradient;
    std::size_t count;
    double term;
  };
  std::vector<Part> parts_;
};

}  // namespace cae

// Gradient clipping: the norm of all gradients together, and what it is brought down to.
#pragma once

#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/train/parameter_chunks.h"

namespace cae {

struct GradientNorm {
  double norm = 0.0;
  std::string not_finite = {};  // the first parameter whose gradient has a number that is not finite, or ""
};

// Square sums of chunks are added in the order of the chunks: the same bits on any number of threads.
class GradientNorms {
 public:
  explicit GradientNorms(const ParameterArrays& gradients);

  GradientNorm of(const ParameterArrays& gradients, ThreadPool& pool);

 private:
  std::vector<ParameterChunk> chunks_;
  std::vector<double> square_sums_;  // of each chunk
};

// The factor for gradients of that norm with which it is at most `limit`; 0 does not clip. As PyTorch's
// clip_grad_norm_.
double clipping_scale(double norm, double limit);

}  // namespace cae

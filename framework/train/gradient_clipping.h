// Gradient clipping: the norm of all gradients together, and what it is brought down to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"

namespace cae {

struct GradientNorm {
  double norm = 0.0;
  std::string not_finite = {};  // the first parameter whose gradient has a number that is not finite, or ""
};

// Summed for each parameter and then in their order: the same bits on any number of threads.
GradientNorm gradient_norm(ParameterArrays& gradients, ThreadPool& pool);

// The factor for gradients of that norm with which it is at most `limit`; 0 does not clip. As PyTorch's
// clip_grad_norm_.
double clipping_scale(double norm, double limit);

}  // namespace cae

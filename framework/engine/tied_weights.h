// Weights that two layers share (`tied=`): the layer that borrows them works on a copy, in its own layout,
// which is made before a step; the gradient of the copy is added to the owner's after it. Kernels see no
// difference.
#pragma once

#include <cstddef>
#include <list>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/graph/graph.h"

namespace cae {

class TiedWeights {
 public:
  struct Copy {
    const float* owner = nullptr;
    float* owner_gradient = nullptr;  // nullptr where no gradients are asked for
    // Of the copy. Both are 1 where the layouts are equal: then it is copied as it is.
    std::size_t rows = 1;
    std::size_t columns = 1;
    std::vector<float> values = {};
    std::vector<float> gradient = {};
  };

  // `spec` is the borrower's.
  Copy& add(const ParameterSpec& spec, const float* owner, float* owner_gradient);
  // The owners' numbers into the copies.
  void load(ThreadPool& pool);
  // The copies' gradients to the owners', in the order of the layers.
  void add_gradients(ThreadPool& pool);

 private:
  std::list<Copy> copies_;  // kernels keep their addresses
};

}  // namespace cae

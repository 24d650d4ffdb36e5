// The losses: of each number, and its gradient. A training loss is their mean over all numbers of the batch.
#pragma once

#include <array>
#include <cstddef>

#include "framework/base/words.h"

namespace cae {

enum class Loss {
  bce,  // -(t log p + (1-t) log(1-p)), p = y clipped to [1e-7, 1-1e-7]; no gradient where clipped, as Keras
  bce_logits,  // the same of p = sigmoid(y), without clipping: max(y,0) - y t + log(1 + exp(-|y|))
  mse,         // (y - t)^2
  mae,         // |y - t|; gradient 0 where they are equal
};

constexpr std::array<Word<Loss>, 4> words_of(Loss) {
  return {{{Loss::bce, "bce"}, {Loss::bce_logits, "bce_logits"}, {Loss::mse, "mse"}, {Loss::mae, "mae"}}};
}

// Compiled for each instruction set (vector_set.h).
struct LossLoops {
  // The sum over `count` numbers, in double; not a number where an output is not one.
  double (*sum)(Loss loss, const float* output, const float* target, std::size_t count);
  // gradient = scale * d loss / d output.
  void (*gradient)(Loss loss, const float* output, const float* target, double scale, float* gradient,
                   std::size_t count);
};

const LossLoops& loss_loops();

}  // namespace cae

// The losses of an output against a target, number by number. loss_loops_body.inc lists them: their names are
// the words of `train.loss`.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "framework/base/words.h"

namespace cae {

// What the numbers of an output stand for where a loss reads them.
enum class LossInput { any, probability, logit };

struct PointwiseLoss {
  const char* name;
  const char* formula;  // of an output y and its target t
  LossInput input;
  bool unit_targets;  // targets must lie in 0 to 1
  // The sum over `count` numbers, in double; not a number where an output is not one.
  double (*sum)(const float* output, const float* target, std::size_t count);
  // gradient = scale * d loss / d output.
  void (*gradient)(const float* output, const float* target, double scale, float* gradient,
                   std::size_t count);
};

// Compiled for each instruction set (vector_set.h).
struct LossTable {
  const PointwiseLoss* losses;
  std::size_t count;
};
const LossTable& loss_loops();

inline std::span<const PointwiseLoss> pointwise_losses() {
  return {loss_loops().losses, loss_loops().count};
}
// One that is there.
const PointwiseLoss* pointwise_loss(std::string_view name);

std::vector<Word<const PointwiseLoss*>> words_of(const PointwiseLoss*);

}  // namespace cae

// The losses of an output against the images: their names are the words of `train.loss`. Those that compare
// number by number are listed in loss_loops_body.inc, those that compare whole images in
// structural_similarity_body.inc.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "framework/base/words.h"

namespace cae {

// What the numbers of an output stand for where a loss reads them.
enum class LossInput { any, probability, logit };

// What is known of each of them; how it computes is in the types made of this.
struct ImageLoss {
  const char* name;
  const char* formula;  // of an output y and its target t
  LossInput input;
  bool unit_targets;    // targets must lie in 0 to 1
  bool of_whole_image;  // it needs height and width
};
// One that is there.
const ImageLoss* image_loss(std::string_view name);
std::vector<Word<const ImageLoss*>> words_of(const ImageLoss*);

// Number by number.
struct PointwiseLoss : ImageLoss {
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

}  // namespace cae

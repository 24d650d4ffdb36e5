#include "framework/primitives/loss.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(LossTable, loss_loops)

const PointwiseLoss* pointwise_loss(std::string_view name) {
  return *from_word<const PointwiseLoss*>(name);
}

std::vector<Word<const PointwiseLoss*>> words_of(const PointwiseLoss*) {
  std::vector<Word<const PointwiseLoss*>> words;
  for (const PointwiseLoss& loss : pointwise_losses()) words.push_back({&loss, loss.name});
  return words;
}

}  // namespace cae

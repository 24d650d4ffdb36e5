#include "framework/primitives/loss.h"

#include "framework/primitives/structural_similarity.h"
#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(LossTable, loss_loops)

const ImageLoss* image_loss(std::string_view name) {
  return *from_word<const ImageLoss*>(name);
}

std::vector<Word<const ImageLoss*>> words_of(const ImageLoss*) {
  std::vector<Word<const ImageLoss*>> words;
  for (const ImageLoss& loss : pointwise_losses()) words.push_back({&loss, loss.name});
  for (const ImageLoss& loss : similarity_losses()) words.push_back({&loss, loss.name});
  return words;
}

}  // namespace cae

#include "framework/primitives/loss.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(LossLoops, loss_loops)

std::optional<Loss> loss_by_name(std::string_view name) {
  if (name == "bce") return Loss::bce;
  if (name == "bce_logits") return Loss::bce_logits;
  if (name == "mse") return Loss::mse;
  if (name == "mae") return Loss::mae;
  return std::nullopt;
}

}  // namespace cae

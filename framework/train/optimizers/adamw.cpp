// Loshchilov and Hutter (2019): adam, and w -= rate weight_decay w beside it.
#include "framework/train/optimizers/adam.h"

namespace cae {

const OptimizerKind& adamw_optimizer() {
  static const OptimizerKind kind = {.name = "adamw",
                                     .settings = adam_settings(),
                                     .moments = 2,
                                     .update = [](const OptimizerConfig& config, const OptimizerStep& step) {
                                       return adam_update(config, step, true);
                                     }};
  return kind;
}

}  // namespace cae

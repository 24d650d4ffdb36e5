// weight_decay is added to the gradient.
#include "framework/train/optimizers/adam.h"

#include <cmath>

#include "framework/primitives/vector_kernels.h"

namespace cae {

std::vector<OptimizerSetting> adam_settings() {
  return {
      {.name = "beta1",
       .help = "the decay of the mean of the gradients",
       .value = 0.9,
       .range = {0, 0.999999}},
      {.name = "beta2",
       .help = "the decay of the mean of their squares",
       .value = 0.999,
       .range = {0, 0.9999999}},
      {.name = "epsilon",
       .help = "added to the root of the mean of squares after bias correction, outside of the root, as in "
               "PyTorch",
       .value = 1e-7,
       .range = {0, 1, true},
       .elsewhere = {"eps"}}};
}

WeightUpdate adam_update(const OptimizerConfig& config, const OptimizerStep& step, bool decoupled) {
  const double beta1 = config.number("beta1");
  const double beta2 = config.number("beta2");
  const auto count = static_cast<double>(step.count);
  const AdamStep adam{
      .rate = static_cast<float>(step.rate),
      .beta1 = static_cast<float>(beta1),
      .rest1 = static_cast<float>(1.0 - beta1),
      .beta2 = static_cast<float>(beta2),
      .rest2 = static_cast<float>(1.0 - beta2),
      .epsilon = static_cast<float>(config.number("epsilon")),
      .first_correction = static_cast<float>(1.0 / (1.0 - std::pow(beta1, count))),
      .second_correction = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(beta2, count))),
      .weight_decay = decoupled ? 0.0F : static_cast<float>(config.weight_decay),
      .decoupled_decay = decoupled ? static_cast<float>(step.rate * config.weight_decay) : 0.0F,
      .scale = static_cast<float>(step.scale)};
  return [adam](float* weight, const float* gradient, float* first, float* second, std::size_t count) {
    vector_kernels().adam(adam, gradient, weight, first, second, count);
  };
}

const OptimizerKind& adam_optimizer() {
  static const OptimizerKind kind = {.name = "adam",
                                     .settings = adam_settings(),
                                     .moments = 2,
                                     .update = [](const OptimizerConfig& config, const OptimizerStep& step) {
                                       return adam_update(config, step, false);
                                     }};
  return kind;
}

}  // namespace cae

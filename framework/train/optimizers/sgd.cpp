// v = momentum v + g; w -= rate (nesterov ? g + momentum v : v), as PyTorch's SGD.
#include "framework/primitives/vector_kernels.h"
#include "framework/train/optimizer_kind.h"

namespace cae {

const OptimizerKind& sgd_optimizer() {
  static const OptimizerKind kind = {
      .name = "sgd",
      .settings = {{.name = "momentum", .help = "the share of the last step that is kept", .range = {0, 1}},
                   {.name = "nesterov",
                    .help = "whether the momentum looks ahead (Nesterov)",
                    .value = false}},
      .moments = 1,
      .update = [](const OptimizerConfig& config, const OptimizerStep& step) -> WeightUpdate {
        const SgdStep sgd{.rate = static_cast<float>(step.rate),
                          .momentum = static_cast<float>(config.number("momentum")),
                          .weight_decay = static_cast<float>(config.weight_decay),
                          .scale = static_cast<float>(step.scale),
                          .nesterov = config.boolean("nesterov")};
        return [sgd](float* weight, const float* gradient, float* first, float*, std::size_t count) {
          vector_kernels().sgd(sgd, gradient, weight, first, count);
        };
      }};
  return kind;
}

}  // namespace cae

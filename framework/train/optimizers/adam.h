// What adam and adamw share: Kingma and Ba (2015), algorithm 1: m and v with bias correction, w -= rate m^ /
// (sqrt(v^)
// + epsilon), as PyTorch's Adam.
#pragma once

#include "framework/train/optimizer_kind.h"

namespace cae {

std::vector<OptimizerSetting> adam_settings();

// `decoupled`: weight decay moves the weights beside the gradient, not as a term of it.
WeightUpdate adam_update(const OptimizerConfig& config, const OptimizerStep& step, bool decoupled);

}  // namespace cae

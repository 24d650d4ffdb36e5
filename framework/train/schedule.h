// The learning rate of each epoch.
#pragma once

#include <cstdint>

#include "framework/train/run_config.h"

namespace cae {

// Of epoch 1, 2, ..., `config.epochs`. Warm-up: epoch e of W gives rate * e / (W + 1). After it, with k = 0,
// 1, ...: constant: rate; step: rate * factor^floor(k / every); cosine (Loshchilov and Hutter, 2017, without
// restarts): from rate at k = 0 to final_rate at the last epoch.
double learning_rate(const TrainConfig& config, std::int64_t epoch);

}  // namespace cae

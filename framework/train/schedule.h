// The learning rate of each step.
#pragma once

#include <cstdint>

#include "framework/train/train_config.h"

namespace cae {

// Of step 1, 2, ..., `steps` of epoch 1, 2, ..., `config.epochs`. Warm-up takes the W steps of its epochs:
// the s-th of all steps gives rate * s / (W + 1), so that the first step after it has the rate. After it,
// with k = 0, 1, ..., K - 1 for the K steps that are left: constant: rate; step: rate * factor^floor(k /
// (every * steps)); cosine (Loshchilov and Hutter, 2017, without restarts): final_rate + (rate - final_rate)
// * (1 + cos(pi * k / (K - 1))) / 2, from rate at the first of them to final_rate at the last; a single one
// has final_rate.
double learning_rate(const TrainConfig& config, std::int64_t epoch, std::int64_t step, std::int64_t steps);

}  // namespace cae

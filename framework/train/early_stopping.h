// The best epoch, and when training stops early.
#pragma once

#include <cstdint>
#include <string>

#include "framework/base/watched_loss.h"
#include "framework/train/checkpoint.h"
#include "framework/train/train_config.h"

namespace cae {

// Records the watched loss (base/watched_loss.h) of a whole epoch. Returns whether it is the least so far.
bool record_best(Progress& progress, std::int64_t epoch, double loss);

// Records the same for early stopping. Returns whether the last `patience` epochs have not lowered the loss
// by more than `min_delta` (as Keras's EarlyStopping with mode="min"); never with a patience of 0.
bool patience_is_over(Progress& progress, const EarlyStopping& stopping, std::int64_t epoch, double loss);

// Why training ended after `epochs` of config.epochs.
std::string early_stopping_reason(const Progress& progress, const TrainConfig& config, std::int64_t epochs,
                                  WatchedLoss watched);

}  // namespace cae

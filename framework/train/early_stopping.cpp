#include "framework/train/early_stopping.h"

#include <algorithm>

#include "framework/base/catalogue/fit.h"
#include "framework/base/count_text.h"

namespace cae {

bool record_best(Progress& progress, std::int64_t epoch, double loss) {
  if (progress.best_epoch != 0 && loss >= progress.best_loss) return false;
  progress.best_loss = loss;
  progress.best_epoch = epoch;
  return true;
}

bool patience_is_over(Progress& progress, const EarlyStopping& stopping, std::int64_t epoch, double loss) {
  if (progress.improved_epoch == 0 || loss < progress.improved_loss - stopping.min_delta) {
    progress.improved_loss = loss;
    progress.improved_epoch = epoch;
  }
  const std::int64_t waiting_from = std::max(progress.improved_epoch, progress.patience_from);
  return stopping.patience > 0 && epoch - waiting_from >= stopping.patience;
}

std::string early_stopping_reason(const Progress& progress, const TrainConfig& config, std::int64_t epochs,
                                  WatchedLoss watched) {
  const EarlyStopping& stopping = config.early_stopping;
  const std::string margin = stopping.min_delta > 0.0
                                 ? " by more than " + catalogue::short_number(stopping.min_delta)
                                 : std::string();
  return "early stopping after epoch " + std::to_string(epochs) + " of " + std::to_string(config.epochs) +
         ": in " + counted(stopping.patience, "epoch") + " the " + name_of(watched) + " did not fall" +
         margin + " below the " + catalogue::short_number(progress.improved_loss) + " of epoch " +
         std::to_string(progress.improved_epoch);
}

}  // namespace cae

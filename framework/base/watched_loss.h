// Which of its losses says how good a run is. This is the one definition of it: the trainer, the store's view
// run_summary, `show` and `compare` all go by it.
#pragma once

namespace cae {

// The loss that a run watches: of its validation images where it has some, else of its test images, else that
// of training. The best epoch is the first one at which it is least; a loss that is not finite is never best.
// Early stopping watches the same loss, with a margin of its own (train.early_stopping.min_delta).
enum class WatchedLoss { training, test, validation };

constexpr WatchedLoss watched_loss(bool has_validation, bool has_test) {
  return has_validation ? WatchedLoss::validation : has_test ? WatchedLoss::test : WatchedLoss::training;
}

constexpr const char* name_of(WatchedLoss loss) {
  return loss == WatchedLoss::validation ? "validation loss"
         : loss == WatchedLoss::test     ? "test loss"
                                         : "training loss";
}

}  // namespace cae

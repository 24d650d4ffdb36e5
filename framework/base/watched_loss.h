// The loss by which a run is judged. This is its only definition: the trainer, the store's view run_summary,
// `show` and `compare` all use it.
#pragma once

namespace cae {

// The loss that a run watches: the validation loss if there is one, else the test loss, else the training
// loss. The best epoch is the first one with the least watched loss; a loss that is not finite is never best.
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

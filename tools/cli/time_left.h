// The time that trainings will still take.
#pragma once

#include <optional>

#include "framework/run/run_listener.h"

namespace cae::cli {

// By the images that are left and the speed of the epoch so far; validation and test losses not counted.
double seconds_left(const RunStart& run, const StepReport& step);

// Of a command with several runs: by the epochs that are left, at the speed of those that are done.
class EpochPace {
 public:
  void epoch_took(double seconds) {
    seconds_ += seconds;
    ++epochs_;
  }
  // None before the first epoch.
  std::optional<double> seconds_for(std::int64_t epochs) const {
    if (epochs_ == 0) return std::nullopt;
    return seconds_ / static_cast<double>(epochs_) * static_cast<double>(epochs);
  }

 private:
  double seconds_ = 0.0;
  std::int64_t epochs_ = 0;
};

}  // namespace cae::cli

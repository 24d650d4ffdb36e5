// What `run --profile` and `run --trace` see of one run.
#pragma once

#include <optional>
#include <string>

#include "framework/profile/observer_list.h"
#include "framework/profile/step_profile.h"
#include "framework/profile/step_trace.h"
#include "framework/train/trainer.h"

namespace cae {

// Watches the trainer, which must outlive it, for as long as it lives.
class RunWatch {
 public:
  RunWatch(Trainer& trainer, int threads, bool profile, bool trace);
  ~RunWatch() { trainer_.observe(nullptr); }
  RunWatch(const RunWatch&) = delete;
  RunWatch& operator=(const RunWatch&) = delete;

  const std::optional<StepProfile>& profile() const { return profile_; }
  const std::optional<StepTrace>& trace() const { return trace_; }

 private:
  Trainer& trainer_;
  std::optional<StepProfile> profile_;
  std::optional<StepTrace> trace_;
  ObserverList observers_;
};

}  // namespace cae

// Measures training steps on random images: for --dry-run and `cae-lab bench`.
#pragma once

#include <optional>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/graph/graph.h"
#include "framework/profile/simulated_step.h"
#include "framework/profile/step_profile.h"
#include "framework/train/train_config.h"

namespace cae::cli {

struct StepTimes {
  std::vector<double> seconds;  // of each step, optimizer included
  std::size_t arena_bytes = 0;
  std::optional<Profile> profile = {};  // where one was asked for
};

// `warm_up` steps that do not count, then `steps` that do; `training` false: evaluation of batches.
StepTimes time_steps(const Graph& model, const TrainConfig& config, bool training, int warm_up, int steps,
                     const std::vector<std::string>& disabled_passes, ThreadPool& pool, bool profile = false);

// The pieces of a step on one thread, in both cuts.
struct RecordedSteps {
  MeasuredStep whole;   // each task by one thread
  MeasuredStep shared;  // as for threads that share the work within tasks
};

// Each piece takes the median of `steps` steps after `warm_up`. Steps of both cuts are made in turns, so that
// they can be compared although the speed of a machine drifts.
RecordedSteps record_steps(const Graph& model, const TrainConfig& config, bool training, int warm_up,
                           int steps, const std::vector<std::string>& disabled_passes);

double median(std::vector<double> values);

}  // namespace cae::cli

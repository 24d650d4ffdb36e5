// Successive halving over the combinations of a sweep (run/halving.h). What goes on is decided from the
// recorded epochs alone, so that a command which is stopped anywhere comes to the same when it is resumed.
#pragma once

#include <functional>
#include <string_view>

#include "dsl/experiment/experiment.h"
#include "framework/store/run_store.h"
#include "tools/cli/progress_display.h"

namespace cae::cli {

// What the reason of a run's early end, as the store has it, begins with where halving dropped the run.
inline constexpr std::string_view halving_reason = "successive halving";

// A run that is to be trained up to an epoch, or to its end.
struct RunUntil {
  const RunConfig* config = nullptr;
  std::int64_t epoch = 0;  // 0: to its end
};

// Trains those of a round, or what is missing of them. False: there is no use in going on.
using TrainRound = std::function<bool(const std::vector<RunUntil>&)>;

// Trains all runs of the experiment: those outside of a sweep with halving to their end, then the rounds of
// its combinations. One that is dropped is done, with the reason in its record.
void make_runs(const Experiment& experiment, RunStore& store, std::int64_t call, ProgressDisplay& display,
               const TrainRound& train);

// The run that the call has begun of these settings, if it has.
std::optional<StoredRun> begun_run(const RunStore& store, std::int64_t call, const RunConfig& config);
// How many epochs are missing; 0 where there is nothing to do, as the run has ended or another process has
// it.
std::int64_t epochs_to_train(const RunStore& store, std::int64_t call, const RunUntil& run);

}  // namespace cae::cli

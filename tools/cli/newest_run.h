#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/run/take_up.h"
#include "framework/store/run_record.h"

namespace cae::cli {

// The newest of the recorded runs of this experiment, variant and seed; nullptr for none.
inline const RunSummary* newest_run(const std::vector<RunSummary>& recorded, const std::string& experiment,
                                    const std::string& variant, std::uint64_t seed) {
  const auto found = std::find_if(recorded.rbegin(), recorded.rend(), [&](const RunSummary& run) {
    return run.experiment == experiment && run.variant == variant && run.seed == seed;
  });
  return found == recorded.rend() ? nullptr : &*found;
}

// Whether a run that is there for an experiment is still to be trained for it: one that is done only for the
// epochs that the call gives, whatever the file says.
inline bool is_to_be_trained(const StoredRun& stored, std::int64_t epochs, const TrainConfig& config,
                             bool epochs_given) {
  if (stored.status != RunStatus::done) return true;
  return epochs_given && check_left_to_train(stored, epochs, config, epochs_given);
}

}  // namespace cae::cli

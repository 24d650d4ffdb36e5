// What a run costs.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "framework/store/run_store.h"

namespace cae::cli {

struct RunCost {
  std::int64_t parameters = 0;
  std::optional<double> flops = {};          // of one image forward: forward_operations()
  std::optional<double> epoch_seconds = {};  // the median over all epochs of all runs
};

// Of a run, and the epochs of all runs of its model. No FLOPs where the recorded text cannot be read any
// more, no seconds without epochs.
RunCost cost_of(const StoredRun& run, const std::vector<std::vector<EpochRecord>>& epochs);

}  // namespace cae::cli

#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

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

}  // namespace cae::cli

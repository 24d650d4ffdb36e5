// The analyses of a run as the store has them, ready to be made.
#pragma once

#include <string>
#include <vector>

#include "framework/run/planned_analysis.h"
#include "framework/run/run_config.h"

namespace cae {

// One entry a record; `wanted` are those that are not done. An entry whose plugin is missing, or now refuses
// its settings, has that among its problems.
std::vector<PlannedAnalysis> plan_of(const std::vector<AnalysisRecord>& records);

// The same of settings; nothing of it is made yet. E840 and E841 are about the uses' names.
Result<std::vector<PlannedAnalysis>> plan_of(const RunConfig& config);

}  // namespace cae

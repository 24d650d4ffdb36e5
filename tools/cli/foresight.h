// Checks before training of what comes after it.
#pragma once

#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/run/planned_analysis.h"
#include "framework/run/run_config.h"

namespace cae::cli {

struct Foresight {
  std::vector<PlannedAnalysis> plan = {};
  Diagnostics problems = {};
};

Foresight foresee(const RunConfig& config, const Graph& model, const DataSets& data, int threads);

// Of all runs, each problem once; the images of the runs are read for it. And whether plots can be drawn.
Diagnostics foresee(const std::vector<RunConfig>& runs, int threads);

}  // namespace cae::cli

// Checks before training: of the images, and of the analyses and pictures that follow training.
#pragma once

#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/run/planned_analysis.h"
#include "framework/run/run_config.h"

namespace cae::cli {

// Runs of one key have the same images.
std::string data_key(const RunConfig& config, const ImageShape& shape);

struct Foresight {
  std::vector<PlannedAnalysis> plan = {};
  Diagnostics problems = {};
};

Foresight foresee(const RunConfig& config, const Graph& model, const DataSets& data, int threads);

// Of all runs, each problem once: images that cannot be read or do not fit the loss (E812) or the number that
// is kept back (E813), and what `Foresight` has. And whether plots can be drawn.
Diagnostics foresee(const std::vector<RunConfig>& runs, int threads);

}  // namespace cae::cli

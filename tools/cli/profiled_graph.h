// A run's model as it was trained, with the times of its profile: for `cae-lab graph --profile`.
#pragma once

#include "framework/draw/layer_boxes.h"
#include "framework/graph/graph.h"
#include "framework/store/run_store.h"

namespace cae::cli {

struct ProfiledGraph {
  Graph graph;  // after the passes that the run was trained with
  GraphTimes times;
};

// `run`: an id, a name or "last". E720 where it was not profiled.
Result<ProfiledGraph> profiled_graph(const RunStore& store, const std::string& run);

}  // namespace cae::cli

// Makes what comes after a run's training. Pictures and analyses are independent: each has its own status and
// error in the store, and one that fails does not affect the others.
#pragma once

#include <vector>

#include "framework/data/dataset.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/graph.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/planned_analysis.h"
#include "framework/run/run_config.h"
#include "framework/run/run_control.h"
#include "framework/run/run_listener.h"
#include "framework/store/run_store.h"

namespace cae {

// A run whose training is done and whose lock the store holds.
struct TrainedRun {
  const RunConfig& config;
  const Graph& model;
  const DataSets& data;
  std::vector<PluginInstance>& augmentations;
  RunStore& store;
  StartedRun started;
};

struct AnalysisOutcome {
  std::size_t failed = 0;
  bool left = false;  // some were not made: a signal asked to stop, or the store cannot be written
};

// Makes every entry of the plan that is wanted, in its order, after check_analyses() has seen the plan. The
// tables that an entry needs are made again where this call did not make them. A store that cannot be written
// ends it: the listeners are told so of the analysis that was under way, which has failed.
AnalysisOutcome make_analyses(const std::vector<PlannedAnalysis>& plan, const TrainedRun& run,
                              ThreadPool& pool, const RunListeners& listeners, const RunControl& control);

}  // namespace cae

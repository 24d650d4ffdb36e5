// Makes what comes after a run's training. Each picture and analysis stands alone: it has a status and an
// error of its own in the store, and one that fails leaves the others as they are.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/graph.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/planned_analysis.h"
#include "framework/store/run_store.h"
#include "framework/train/run_config.h"

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

// One that is being made.
struct AnalysisProgress {
  std::string name = {};
  double seconds = 0.0;             // since it began
  std::optional<double> done = {};  // 0 to 1, where that is known
};

struct AnalysisObserver {
  PluginLog log = {};
  std::function<void(const Diagnostics& warnings)> warned = {};  // of what a plugin's calls left changed
  std::function<void(const AnalysisProgress&)> progress = {};    // about twenty times a second
  std::function<void(const std::string& name, AnalysisStatus status, double seconds)> ended = {};
  std::function<void(const std::string& name, const Diagnostics& why)> failed = {};
  std::function<bool()> stopped = [] { return false; };  // whether a signal asked to stop
  // Ends the program, where a plugin goes on though a signal asked to stop; see run/apart.h.
  std::function<void()> leave = {};
};

struct AnalysisOutcome {
  std::size_t failed = 0;
  bool interrupted = false;  // some were not made, as a signal asked to stop
};

// Makes every entry of the plan that is wanted, in its order, after check_analyses() has seen the plan. The
// tables that an entry needs are made again where this call did not make them. Throws Failure where the store
// cannot be written.
AnalysisOutcome make_analyses(const std::vector<PlannedAnalysis>& plan, const TrainedRun& run,
                              ThreadPool& pool, const AnalysisObserver& observer);

}  // namespace cae

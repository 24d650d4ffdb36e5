// What a run leaves beside its weights: pictures, tables and metrics, written to its folder and recorded in
// the store.
#pragma once

#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/plugin/plugin_host.h"
#include "framework/store/run_store.h"
#include "framework/train/run_config.h"
#include "framework/train/trainer.h"

namespace cae::cli {

struct FinishedRun {
  const RunConfig& config;
  const Graph& model;
  const DataSets& data;
  ParameterArrays& weights;
  std::vector<PluginInstance>& augmentations;
  const std::vector<ResolvedPlugin>& analyses;
  RunStore& store;
  StartedRun started;
};

// The losses' plot, the first ten test images beside their reconstructions (and noisy inputs), then every
// analysis of the experiment in its order.
Status analyse_run(const FinishedRun& run, ThreadPool& pool, const PluginLog& log);

}  // namespace cae::cli

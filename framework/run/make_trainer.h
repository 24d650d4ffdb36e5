// The trainer of a run, from what was prepared for it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/run_config.h"
#include "framework/train/trainer.h"

namespace cae {

struct PreparedRun {
  const RunConfig& config;
  const DataSets& data;
  std::vector<std::uint32_t> validation = {};  // validation_samples()
  std::vector<PluginInstance>& augmentations;
  std::vector<std::string> disabled_passes = {};
};

// What `run` names and `planned` must outlive it.
std::unique_ptr<Trainer> make_trainer(const PreparedRun& run, PlannedTraining& planned, ThreadPool& pool);

}  // namespace cae

// What is odd in a run and can be said before its first step.
#pragma once

#include <vector>

#include "framework/data/dataset.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/run_config.h"

namespace cae {

// Of its settings (config.warnings), its images and its augmentations.
Diagnostics start_warnings(const RunConfig& config, const DataSets& data,
                           std::vector<PluginInstance>& augmentations);

}  // namespace cae

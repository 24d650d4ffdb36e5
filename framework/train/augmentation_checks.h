// Checks of augmentations before training, by trying them on some images.
#pragma once

#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/plugin/plugin_host.h"
#include "framework/train/train_config.h"

namespace cae {

// `uses` says where the experiment names each plugin. Both throw a Failure where a plugin fails.

// W806: it clips pixels of the training images. W643: it changes no image, neither of training nor of test.
// W644: it changes the targets of test images.
Diagnostics augmentation_warnings(std::vector<PluginInstance>& plugins, const std::vector<PluginUse>& uses,
                                  const DataSets& data);

// E621 where a use on inputs and targets gives targets that a loss cannot have.
Status check_changed_targets(std::vector<PluginInstance>& plugins, const std::vector<PluginUse>& uses,
                             const Graph& model, const DataSets& data, const TrainConfig& train);

}  // namespace cae

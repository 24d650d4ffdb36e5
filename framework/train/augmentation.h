// The augmentations of a run, one after the other, as the batch pipeline calls them.
#pragma once

#include <vector>

#include "framework/data/batch_source.h"
#include "framework/data/dataset.h"
#include "framework/plugin/plugin_host.h"

namespace cae {

// `plugins` must outlive the result, and must not be called by two threads at once. Nothing without plugins.
// `dataset` gives shapes and labels; `test` says which set it is.
Augmentation chain_augmentations(std::vector<PluginInstance>& plugins, const Dataset& dataset, bool test);

// The augmentations of a run, ready to work; `log` hears what they say. Throws a Failure where one cannot be
// made.
std::vector<PluginInstance> make_augmentations(const std::vector<ResolvedPlugin>& uses, std::uint64_t seed,
                                               const PluginLog& log = {});

// The uses of an experiment's list, resolved. Throws a Failure where one is wrong.
std::vector<ResolvedPlugin> resolve_augmentations(const std::vector<PluginUse>& uses);

}  // namespace cae

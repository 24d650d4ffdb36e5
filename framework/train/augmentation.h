// The augmentations of a run, one after the other, as the batch pipeline calls them.
//
// What enters the model is the image after all of them, in their order; what its reconstruction is compared
// with is the image after those alone that are `on: both`, in their order. A use draws the same random
// numbers for input and target.
#pragma once

#include <functional>
#include <vector>

#include "framework/data/batch_source.h"
#include "framework/data/dataset.h"
#include "framework/plugin/plugin_host.h"

namespace cae {

// Hears of a batch after each use: images as C,H,W.
using AfterAugmentation =
    std::function<void(std::size_t use, std::span<const float> inputs, std::span<const float> targets)>;

// `plugins` must outlive the result, and must not be called by two threads at once. Nothing without plugins.
// `dataset` gives shapes and labels; `test` says which set it is.
Augmentation chain_augmentations(std::vector<PluginInstance>& plugins, const Dataset& dataset, bool test,
                                 AfterAugmentation after = {});

// Whether one of them is `on: both`.
bool change_targets(const std::vector<PluginInstance>& plugins);

// The augmentations of a run, ready to work; `log` hears what they say. Throws a Failure where one cannot be
// made.
std::vector<PluginInstance> make_augmentations(const std::vector<ResolvedPlugin>& uses, std::uint64_t seed,
                                               const PluginLog& log = {});

// The uses of an experiment's list, resolved. Throws a Failure where one is wrong.
std::vector<ResolvedPlugin> resolve_augmentations(const std::vector<PluginUse>& uses);

}  // namespace cae

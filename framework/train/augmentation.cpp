#include "framework/train/augmentation.h"

#include <algorithm>
#include <memory>

#include "framework/plugin/plugin_instance.h"

namespace cae {
namespace {

struct Chain {
  std::vector<PluginInstance>& plugins;
  const Dataset& dataset;
  bool test;
  std::vector<float> result = {};
  std::vector<std::int64_t> labels = {};

  Status apply(std::span<float> inputs, std::span<const std::uint32_t> samples, std::uint32_t epoch) {
    result.resize(std::max(result.size(), inputs.size()));
    labels.clear();
    if (!dataset.labels.empty()) {
      for (const std::uint32_t sample : samples) labels.push_back(dataset.labels[sample]);
    }
    const std::span<float> output(result.data(), inputs.size());
    for (PluginInstance& plugin : plugins) {
      const PluginBatch batch{.values = inputs,
                              .count = static_cast<std::int64_t>(samples.size()),
                              .channels = dataset.shape.channels,
                              .height = dataset.shape.height,
                              .width = dataset.shape.width,
                              .samples = samples,
                              .labels = labels,
                              .from = test ? ImageSet::test : ImageSet::training,
                              .epoch = test ? 0 : epoch};
      if (const Status augmented = plugin.augment(batch, output); !augmented) return augmented;
      std::copy(output.begin(), output.end(), inputs.begin());
    }
    return Done{};
  }
};

}  // namespace

Augmentation chain_augmentations(std::vector<PluginInstance>& plugins, const Dataset& dataset, bool test) {
  if (plugins.empty()) return {};
  auto chain = std::make_shared<Chain>(Chain{plugins, dataset, test});
  return [chain](std::span<float> inputs, std::span<const std::uint32_t> samples, std::uint32_t epoch) {
    return chain->apply(inputs, samples, epoch);
  };
}

std::vector<ResolvedPlugin> resolve_augmentations(const std::vector<PluginUse>& uses) {
  std::vector<ResolvedPlugin> resolved;
  for (const PluginUse& use : uses)
    resolved.push_back(resolve_plugin(use, PluginList::augment, standard_plugin_folders()).take());
  return resolved;
}

std::vector<PluginInstance> make_augmentations(const std::vector<ResolvedPlugin>& uses, std::uint64_t seed,
                                               const PluginLog& log) {
  std::vector<PluginInstance> augmentations;
  for (const ResolvedPlugin& use : uses)
    augmentations.push_back(PluginInstance::create(use, seed, augmentations.size(), log).take());
  return augmentations;
}

}  // namespace cae

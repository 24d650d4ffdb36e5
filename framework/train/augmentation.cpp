#include "framework/train/augmentation.h"

#include <algorithm>
#include <memory>

#include "framework/plugin/plugin_instance.h"

namespace cae {
namespace {

class Chain {
 public:
  Chain(std::vector<PluginInstance>& plugins, const Dataset& dataset, bool test, AfterAugmentation after)
      : plugins_(plugins), dataset_(dataset), test_(test), after_(std::move(after)) {}

  Status apply(std::span<float> inputs, std::span<float> targets, std::span<const std::uint32_t> samples,
               std::uint32_t epoch) {
    result_.resize(std::max(result_.size(), inputs.size()));
    read_labels(samples);
    bool differ = false;  // inputs and targets; while they do not, a use on both works once
    for (std::size_t use = 0; use < plugins_.size(); ++use) {
      PluginInstance& plugin = plugins_[use];
      const bool on_both = plugin.on() == ChangedImages::both;
      const bool once = on_both && !differ;
      differ = differ || !on_both;
      if (const Status changed = change(inputs, plugin, samples, epoch); !changed) return changed;
      if (once) {
        std::copy(inputs.begin(), inputs.end(), targets.begin());
      } else if (on_both) {
        if (const Status changed = change(targets, plugin, samples, epoch); !changed) return changed;
      }
      if (after_) after_(use, inputs, targets);
    }
    return Done{};
  }

 private:
  void read_labels(std::span<const std::uint32_t> samples) {
    labels_.clear();
    if (dataset_.labels.empty()) return;
    for (const std::uint32_t sample : samples) labels_.push_back(dataset_.labels[sample]);
  }

  Status change(std::span<float> images, PluginInstance& plugin, std::span<const std::uint32_t> samples,
                std::uint32_t epoch) {
    const std::span<float> output(result_.data(), images.size());
    const PluginBatch batch{.values = images,
                            .count = static_cast<std::int64_t>(samples.size()),
                            .channels = dataset_.shape.channels,
                            .height = dataset_.shape.height,
                            .width = dataset_.shape.width,
                            .samples = samples,
                            .labels = labels_,
                            .from = test_ ? ImageSet::test : ImageSet::training,
                            .epoch = test_ ? 0 : epoch};
    Status status = plugin.augment(batch, output);
    if (status) std::copy(output.begin(), output.end(), images.begin());
    return status;
  }

  std::vector<PluginInstance>& plugins_;
  const Dataset& dataset_;
  const bool test_;
  const AfterAugmentation after_;
  std::vector<float> result_;
  std::vector<std::int64_t> labels_;
};

}  // namespace

Augmentation chain_augmentations(std::vector<PluginInstance>& plugins, const Dataset& dataset, bool test,
                                 AfterAugmentation after) {
  if (plugins.empty()) return {};
  auto chain = std::make_shared<Chain>(plugins, dataset, test, std::move(after));
  return [chain](std::span<float> inputs, std::span<float> targets, std::span<const std::uint32_t> samples,
                 std::uint32_t epoch) { return chain->apply(inputs, targets, samples, epoch); };
}

bool change_targets(const std::vector<PluginInstance>& plugins) {
  return std::any_of(plugins.begin(), plugins.end(),
                     [](const PluginInstance& plugin) { return plugin.on() == ChangedImages::both; });
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

#include "framework/train/augmentation_checks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "framework/base/catalogue/augmentation.h"
#include "framework/train/augmentation.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

std::vector<float> images_of(const Dataset& images, const std::vector<std::uint32_t>& samples) {
  std::vector<float> chw(samples.size() * static_cast<std::size_t>(images.shape.elements()));
  std::move(images.copy_chw(samples, chw.data())).take();
  return chw;
}

// What is seen of a batch after each use, and before it.
struct Step {
  std::size_t use;
  std::span<const float> before;
  std::span<const float> inputs;
  std::span<const float> targets;
};

// As the first epoch sees them, and no later one: a plugin may fail there, after epochs that are worth
// keeping.
void try_out(std::vector<PluginInstance>& plugins, const Dataset& images, bool test,
             const std::function<void(const Step&)>& look) {
  const std::vector<std::uint32_t> samples = spread_samples(images);
  std::vector<float> inputs = images_of(images, samples);
  std::vector<float> targets = inputs, before = inputs;
  const Augmentation chain = chain_augmentations(
      plugins, images, test,
      [&](std::size_t use, std::span<const float> now, std::span<const float> targets_now) {
        look({use, before, now, targets_now});
        before.assign(now.begin(), now.end());
      });
  if (chain) std::move(chain(inputs, targets, samples, 1)).take();
}

bool changes(const Step& step) {
  return !std::equal(step.inputs.begin(), step.inputs.end(), step.before.begin());
}

// Pixels before and after an augmentation.
using Pixels = std::vector<std::pair<float, float>>;

// Whether equal pixels come out as different ones, as those do that get noise.
bool is_random(const Pixels& sorted) {
  return std::adjacent_find(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
           return a.first == b.first && a.second != b.second;
         }) != sorted.end();
}

// A pixel is clipped if it was outside of the output's range and is now at its bound. A map like 1 - x or x /
// 2 does so only with the images' own bound: one number becomes one number. Clipping makes one number of
// several, or removes the noise that others keep.
std::optional<catalogue::CutPixels> cut_pixels(Pixels pixels) {
  constexpr double least_share = 0.01;
  std::sort(pixels.begin(), pixels.end());
  catalogue::CutPixels found{.least = pixels.front().first, .greatest = pixels.back().first};
  const auto [low, high] = std::minmax_element(
      pixels.begin(), pixels.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  found.left_least = low->second;
  found.left_greatest = high->second;
  std::int64_t cut = 0;
  bool several[2] = {};
  std::optional<float> first[2];
  for (const auto& [before, after] : pixels) {
    const bool below = before < low->second && after == low->second;
    const bool above = before > high->second && after == high->second;
    if (!below && !above) continue;
    ++cut;
    const auto side = static_cast<std::size_t>(above);
    several[side] = several[side] || (first[side] && *first[side] != before);
    first[side] = before;
  }
  found.share = static_cast<double>(cut) / static_cast<double>(pixels.size());
  const bool is_cut =
      several[0] || several[1] || found.left_least == found.left_greatest || is_random(pixels);
  if (!is_cut || found.share < least_share) return std::nullopt;
  return found;
}

const Dataset& tested(const DataSets& data) {
  return data.test ? *data.test : data.train;  // validation images are training images
}

void check_cuts(const Step& step, const PluginUse& use, Diagnostics& warnings) {
  Pixels pixels;
  pixels.reserve(step.before.size());
  for (std::size_t i = 0; i < step.before.size(); ++i) pixels.emplace_back(step.before[i], step.inputs[i]);
  if (const auto cut = cut_pixels(std::move(pixels)))
    warnings.push_back(catalogue::augmentation_cuts(use.place, use.plugin, *cut));
}

}  // namespace

Diagnostics augmentation_warnings(std::vector<PluginInstance>& plugins, const std::vector<PluginUse>& uses,
                                  const DataSets& data) {
  Diagnostics warnings;
  if (plugins.empty()) return warnings;
  std::vector<bool> changed(plugins.size());
  const auto note_change = [&](const Step& step) { changed[step.use] = changed[step.use] || changes(step); };
  try_out(plugins, data.train, false, [&](const Step& step) {
    check_cuts(step, uses[step.use], warnings);
    note_change(step);
  });
  try_out(plugins, tested(data), true, [&](const Step& step) {
    note_change(step);
    if (plugins[step.use].on() == ChangedImages::both && changes(step))
      warnings.push_back(catalogue::test_targets_changed(uses[step.use].place, uses[step.use].plugin));
  });
  for (std::size_t use = 0; use < plugins.size(); ++use) {
    if (changed[use]) continue;
    const auto tried = static_cast<std::int64_t>(spread_samples(data.train).size());
    warnings.push_back(catalogue::augmentation_idle(uses[use].place, uses[use].plugin, tried));
  }
  return warnings;
}

Status check_changed_targets(std::vector<PluginInstance>& plugins, const std::vector<PluginUse>& uses,
                             const Graph& model, const DataSets& data, const TrainConfig& train) {
  const auto needs_unit_targets = [&](const Output& output) {
    return output.target != target_labels && loss_of(output, train).unit_targets;
  };
  const auto output = std::find_if(model.outputs.begin(), model.outputs.end(), needs_unit_targets);
  if (output == model.outputs.end() || !change_targets(plugins)) return Done{};
  Diagnostics problems;
  const auto look = [&](const Step& step) {
    if (plugins[step.use].on() != ChangedImages::both || !problems.empty()) return;
    const auto [low, high] = std::minmax_element(step.targets.begin(), step.targets.end());
    if (*low >= 0.0F && *high <= 1.0F) return;
    const PluginUse& use = uses[step.use];
    problems.push_back(
        catalogue::changed_targets_outside(use.place, use.plugin, *low, *high, loss_of(*output, train).name));
  };
  try_out(plugins, data.train, false, look);
  try_out(plugins, tested(data), true, look);
  if (!problems.empty()) return problems;
  return Done{};
}

}  // namespace cae

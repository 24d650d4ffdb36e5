// The chain of augmentations, and what is said of it before training.
#include "framework/train/augmentation.h"

#include "framework/train/augmentation_checks.h"
#include "tests/unit/plugin/plugin_support.h"
#include "tests/unit/train/support.h"

namespace {

using namespace cae;
using namespace cae::test;
using Settings = std::vector<std::pair<std::string, SettingValue>>;

PluginUse on_both(const std::string& plugin, const Settings& settings = {}) {
  PluginUse use = use_of(plugin, settings);
  use.on = ChangedImages::both;
  return use;
}

// As make_augmentations does, from the build's own plugins.
std::vector<PluginInstance> instances_of(const std::vector<PluginUse>& uses) {
  std::vector<PluginInstance> instances;
  for (const PluginUse& use : uses)
    instances.push_back(instance_of(use, PluginList::augment, 1, instances.size()));
  return instances;
}

struct Batch {
  std::vector<float> inputs, targets;
  bool operator==(const Batch&) const = default;
};

// The images of the set after the chain, in one batch.
Batch chained(const std::vector<PluginUse>& uses, const Dataset& images, bool test = false) {
  std::vector<PluginInstance> instances = instances_of(uses);
  const std::vector<std::uint32_t> samples = identity_order(static_cast<std::uint32_t>(images.count));
  Batch batch;
  batch.inputs.resize(static_cast<std::size_t>(images.count * images.shape.elements()));
  std::move(images.copy_chw(samples, batch.inputs.data())).take();
  batch.targets = batch.inputs;
  std::move(chain_augmentations(instances, images, test)(batch.inputs, batch.targets, samples, 2)).take();
  return batch;
}

std::string warnings(const std::vector<PluginUse>& uses, const DataSets& data) {
  std::vector<PluginInstance> instances = instances_of(uses);
  return said(augmentation_warnings(instances, uses, data));
}

std::string refusal(const std::vector<PluginUse>& uses, const DataSets& data, const std::string& loss) {
  std::vector<PluginInstance> instances = instances_of(uses);
  TrainConfig train;
  train.loss = image_loss(loss);
  const Status status = check_changed_targets(instances, uses, small_model(), data, train);
  return status ? "" : said(status.diagnostics());
}

std::string of_noise(const Dataset& dataset, const Settings& settings) {
  return warnings({use_of("gaussian-noise", settings)}, {.train = dataset});
}

const Settings every_epoch = {{"draw", std::string("epoch")}};

}  // namespace

TEST_CASE("on inputs alone the targets stay, on both they are changed as the inputs are") {
  const Dataset set = images(12);
  const Batch plain = chained({use_of("shift", {{"x", 0.0}, {"y", 0.0}})}, set);
  const Batch inputs = chained({use_of("shift", {})}, set);
  CHECK(inputs.targets == plain.targets);
  CHECK(inputs.inputs != plain.inputs);
  const Batch both = chained({on_both("shift")}, set);
  CHECK(both.inputs == inputs.inputs);
  CHECK(both.targets == inputs.inputs);
}

TEST_CASE("the input is changed by all uses in their order, the target by those on both, in theirs") {
  const Dataset set = images(12);
  const Settings noise = {{"sigma", 0.2}, {"draw", std::string("epoch")}};
  const Batch moved_first = chained({on_both("rotate"), use_of("gaussian-noise", noise)}, set);
  CHECK(moved_first.targets == chained({on_both("rotate")}, set).targets);
  CHECK(moved_first.inputs == chained({use_of("rotate", {}), use_of("gaussian-noise", noise)}, set).inputs);

  // A use on both behind one on the inputs alone.
  const Batch moved_last =
      chained({use_of("gaussian-noise", noise), on_both("rotate"), on_both("flip")}, set);
  CHECK(moved_last.inputs ==
        chained({use_of("gaussian-noise", noise), use_of("rotate", {}), use_of("flip", {})}, set).inputs);
  // The place in the list gives a use its random numbers: a use without effect keeps the places.
  const Batch without =
      chained({use_of("gaussian-noise", {{"sigma", 0.0}}), on_both("rotate"), on_both("flip")}, set);
  CHECK(moved_last.targets == without.targets);
  CHECK(moved_last.inputs != without.inputs);
}

TEST_CASE("by default test images get noise and are not moved, neither input nor target") {
  const Dataset set = images(12);
  const Batch tested = chained({on_both("shift"), use_of("gaussian-noise", every_epoch)}, set, true);
  CHECK(tested.targets == chained({use_of("shift", {{"x", 0.0}, {"y", 0.0}})}, set, true).targets);
  CHECK(tested.inputs != tested.targets);
}

TEST_CASE("noise that cuts the images' own range is warned of, at its place") {
  CHECK(of_noise(with_floats(std::vector<float>(320, -0.5F)), {{"sigma", 0.01}}) ==
        "W806: 'gaussian-noise' clips 100 % of the pixels: the images go from -0.5 to -0.5, and the model "
        "sees the "
        "same number everywhere, 0");
  CHECK(of_noise(between(-2.0F, 2.0F), {{"sigma", 0.1}}).find("clips 7") != std::string::npos);
  CHECK(of_noise(between(0.0F, 255.0F), {{"sigma", 0.1}}).find("clips 100 %") != std::string::npos);
  // Two values alone: the one that is cut loses its noise.
  std::vector<float> two(320, 1.0F);
  std::fill(two.begin(), two.begin() + 160, -1.0F);
  CHECK(of_noise(with_floats(two), {{"sigma", 0.1}}).find("clips 50 %") != std::string::npos);
}

TEST_CASE("noise that stays in the images' range, or does not cut, is not warned of") {
  CHECK(of_noise(between(0.0F, 1.0F), {{"sigma", 0.5}}).empty());
  CHECK(of_noise(between(-2.0F, 2.0F), {{"sigma", 0.1}, {"clip", false}}).empty());
  CHECK(of_noise(with_floats(std::vector<float>(320, 0.0F)), {{"sigma", 0.1}}).empty());
  CHECK(of_noise(between(-2.0F, 2.0F), {{"sigma", 0.1}, {"train", false}}).empty());
}

TEST_CASE("a use that changes nothing is named, and one that changes test images alone is not") {
  const DataSets data{.train = images(20), .test = images(10, 1)};
  CHECK(warnings({use_of("gaussian-noise", {{"sigma", 0.0}})}, data) ==
        "W643: 'gaussian-noise' changes none of the 20 images that it was tried on");
  CHECK(warnings({use_of("shift", {{"train", false}}), use_of("flip", {})}, data).find("'shift'") !=
        std::string::npos);
  CHECK(warnings({use_of("gaussian-noise", {{"train", false}})}, data).empty());
}

TEST_CASE("targets of test images that are changed are warned of") {
  const DataSets data{.train = images(20), .test = images(10, 1)};
  CHECK(warnings({on_both("shift"), use_of("gaussian-noise", {})}, data).empty());
  CHECK(warnings({on_both("shift", {{"test", true}})}, data) ==
        "W644: 'shift' changes the targets of the test images: their losses cannot be compared with those of "
        "other runs");
}

TEST_CASE("targets that leave the range of the loss are refused, and inputs that do are not") {
  const DataSets data{.train = images(20)};
  const Settings wide = {{"fill", 2.0}};
  const std::string text = "E621: after 'shift' the targets go from 0 to 2, and bce needs targets of 0 to 1";
  CHECK(refusal({on_both("shift", wide)}, data, "bce") == text);
  CHECK(refusal({use_of("gaussian-noise", {}), on_both("shift", wide)}, data, "bce") == text);
  CHECK(refusal({on_both("shift", wide)}, data, "mse").empty());
  CHECK(refusal({use_of("shift", wide)}, data, "bce").empty());
  CHECK(refusal({on_both("shift"), use_of("gaussian-noise", {{"clip", false}})}, data, "bce").empty());
}

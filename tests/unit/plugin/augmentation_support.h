// Uses of shipped augmentations on a few images.
#pragma once

#include <cmath>
#include <numeric>

#include "framework/base/random.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae::test {

using Settings = std::vector<std::pair<std::string, SettingValue>>;

struct Images {
  std::int64_t count = 1, channels = 1, height = 1, width = 1;
  std::vector<float> values = {};

  std::int64_t numbers() const { return channels * height * width; }
};

// Random numbers in 0 to 1.
inline Images random_images(std::int64_t count, std::int64_t channels, std::int64_t height,
                            std::int64_t width) {
  Images images{count, channels, height, width};
  images.values.resize(static_cast<std::size_t>(count * images.numbers()));
  RandomStream(5, "pixels").fill_uniform(images.values, 0.0F, 1.0F);
  return images;
}

// Whether they are test images, which epoch it is, and the number of the first in its dataset.
struct Moment {
  std::uint32_t epoch = 1;
  bool test = false;
  std::uint32_t first_sample = 0;
};

inline std::vector<float> augmented(PluginInstance& plugin, const Images& images, const Moment& moment = {}) {
  std::vector<std::uint32_t> samples(static_cast<std::size_t>(images.count));
  std::iota(samples.begin(), samples.end(), moment.first_sample);
  std::vector<float> out(images.values.size());
  std::move(plugin.augment({.values = images.values,
                            .count = images.count,
                            .channels = images.channels,
                            .height = images.height,
                            .width = images.width,
                            .samples = samples,
                            .from = moment.test ? ImageSet::test : ImageSet::training,
                            .epoch = moment.epoch},
                           out))
      .take();
  return out;
}

inline PluginInstance augmentation(const std::string& plugin, const Settings& settings,
                                   std::uint64_t seed = 1) {
  return instance_of(use_of(plugin, settings), PluginList::augment, seed);
}

inline std::vector<float> augmented(const std::string& plugin, const Settings& settings, const Images& images,
                                    const Moment& moment = {}) {
  PluginInstance instance = augmentation(plugin, settings);
  return augmented(instance, images, moment);
}

}  // namespace cae::test

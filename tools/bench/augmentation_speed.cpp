// How many images each shipped augmentation changes in a second of one core: the table of
// docs/augmentations.md.
//   build/release/bin/augmentation_speed
#include <tbb/global_control.h>

#include <cstdio>
#include <ctime>
#include <numeric>

#include "framework/base/random.h"
#include "framework/plugin/plugin_host.h"

namespace cae {
namespace {

struct SpeedImages {
  std::vector<float> values, changed;
  std::vector<std::uint32_t> samples;
  PluginBatch batch;  // views of these

  SpeedImages(std::int64_t count, std::int64_t channels, std::int64_t height, std::int64_t width)
      : values(static_cast<std::size_t>(count * channels * height * width)),
        changed(values.size()),
        samples(static_cast<std::size_t>(count)) {
    RandomStream(5, "pixels").fill_uniform(values, 0.0F, 1.0F);
    std::iota(samples.begin(), samples.end(), 0U);
    batch = {.values = values,
             .count = count,
             .channels = channels,
             .height = height,
             .width = width,
             .samples = samples};
  }
  SpeedImages(const SpeedImages&) = delete;
  SpeedImages& operator=(const SpeedImages&) = delete;
};

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Other random numbers in every epoch, from the second on.
double images_per_second(PluginInstance& plugin, SpeedImages& images) {
  const auto change = [&](std::uint32_t epoch) {
    images.batch.epoch = epoch;
    std::move(plugin.augment(images.batch, images.changed)).take();
  };
  change(1);
  const double start = processor_seconds();
  std::int64_t count = 0;
  double seconds = 0.0;
  for (std::uint32_t epoch = 2; seconds < 0.3; ++epoch) {
    change(epoch);
    count += images.batch.count;
    seconds = processor_seconds() - start;
  }
  return static_cast<double>(count) / seconds;
}

PluginInstance with_defaults(const std::string& name, const std::vector<std::string>& folders) {
  const PluginUse use{.plugin = name, .settings = {{"draw", std::string("epoch")}}};
  return PluginInstance::create(resolve_plugin(use, PluginList::augment, folders).take(), 1).take();
}

void print_speeds() {
  const std::vector<std::string> folders = standard_plugin_folders();
  SpeedImages grey(100, 1, 28, 28), colour(100, 3, 32, 32);
  std::printf("| augmentation | 28x28x1 | 32x32x3 |\n| --- | ---: | ---: |\n");
  for (const PluginListing& listing : list_plugins(folders)) {
    if (!listing.plugin || listing.plugin->kind() != PluginKind::augmentation) continue;
    PluginInstance plugin = with_defaults(listing.name, folders);
    std::printf("| `%s` | %.0f | %.0f |\n", listing.name.c_str(), images_per_second(plugin, grey),
                images_per_second(plugin, colour));
  }
}

}  // namespace
}  // namespace cae

int main() {
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  cae::print_speeds();
}

// How many images each augmentation changes in a second of one core: the table of docs/augmentations.md. Not
// among the tests, which do not depend on a machine's speed:
//   build/release/bin/test_plugin '[speed]'
#include <tbb/global_control.h>

#include <cstdio>
#include <ctime>

#include "tests/support/catch.h"
#include "tests/unit/plugin/augmentation_support.h"

namespace cae {
namespace {

using namespace test;

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double images_per_second(PluginInstance& plugin, const Images& images) {
  augmented(plugin, images);
  const double start = processor_seconds();
  std::int64_t count = 0;
  double seconds = 0.0;
  for (std::uint32_t epoch = 2; seconds < 0.3; ++epoch) {
    augmented(plugin, images, {.epoch = epoch});
    count += images.count;
    seconds = processor_seconds() - start;
  }
  return static_cast<double>(count) / seconds;
}

TEST_CASE("the speed of each augmentation, with its defaults", "[.speed]") {
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  std::printf("| augmentation | 28x28x1 | 32x32x3 |\n| --- | ---: | ---: |\n");
  for (const PluginListing& listing : list_plugins({shipped_folder})) {
    if (!listing.plugin || listing.plugin->kind() != PluginKind::augmentation) continue;
    PluginInstance plugin = augmentation(listing.plugin->name(), {{"draw", std::string("epoch")}});
    const double grey = images_per_second(plugin, random_images(100, 1, 28, 28));
    const double colour = images_per_second(plugin, random_images(100, 3, 32, 32));
    std::printf("| `%s` | %.0f | %.0f |\n", listing.plugin->name().c_str(), grey, colour);
    CHECK(grey > 5000.0);
  }
}

}  // namespace
}  // namespace cae

// What all shipped augmentations have in common, and the distributions of the random ones.
#include <tbb/global_control.h>

#include <map>

#include "tests/support/catch.h"
#include "tests/unit/plugin/augmentation_support.h"

namespace cae {
namespace {

using namespace test;
using Word = std::string;

struct Use {
  std::string plugin;
  Settings settings = {};
};

// Each with settings under which every image of some size changes in every epoch.
const std::vector<Use> all_uses = {{"gaussian-noise"},
                                   {"salt-and-pepper", {{"rate", 0.5}}},
                                   {"masking", {{"rate", 0.5}}},
                                   {"cut-out"},
                                   {"speckle"},
                                   {"poisson"},
                                   {"blur", {{"spread", 0.9}}},
                                   {"shift", {{"whole", false}}},
                                   {"rotate"},
                                   {"flip", {{"vertical", 0.5}}},
                                   {"zoom", {{"keep_aspect", false}}},
                                   {"elastic"}};

Settings with(Settings settings, const Settings& more) {
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

// Of the images, how many are the same in both.
std::int64_t equal_images(const Images& images, const std::vector<float>& a, const std::vector<float>& b) {
  std::int64_t equal = 0;
  for (auto at = std::ptrdiff_t{0}; at < std::ssize(a); at += images.numbers())
    equal += std::equal(a.begin() + at, a.begin() + at + images.numbers(), b.begin() + at);
  return equal;
}

TEST_CASE("every plugin of the folder that augments is tested here") {
  std::vector<std::string> tested, shipped;
  for (const Use& use : all_uses) tested.push_back(use.plugin);
  for (const PluginListing& listing : list_plugins({shipped_folder})) {
    if (listing.plugin && listing.plugin->kind() == PluginKind::augmentation)
      shipped.push_back(listing.plugin->name());
  }
  std::sort(tested.begin(), tested.end());
  std::sort(shipped.begin(), shipped.end());
  CHECK(tested == shipped);
}

TEST_CASE("an augmented image has the same bits however batches are cut, and on any number of threads") {
  const Images images = random_images(30, 3, 9, 7);
  for (const Use& use : all_uses) {
    INFO(use.plugin);
    PluginInstance plugin = augmentation(use.plugin, with(use.settings, {{"draw", Word("epoch")}}));
    const std::vector<float> whole = augmented(plugin, images, {.epoch = 3});
    CHECK(whole != images.values);
    std::vector<float> parts;
    for (const auto& [first, count] : {std::pair{0, 1}, std::pair{1, 12}, std::pair{13, 17}}) {
      Images part{count, 3, 9, 7};
      part.values.assign(images.values.begin() + first * images.numbers(),
                         images.values.begin() + (first + count) * images.numbers());
      const std::vector<float> changed =
          augmented(plugin, part, {.epoch = 3, .first_sample = static_cast<std::uint32_t>(first)});
      parts.insert(parts.end(), changed.begin(), changed.end());
    }
    CHECK(parts == whole);
    for (const std::size_t threads : {1, 3}) {
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
      CHECK(augmented(plugin, images, {.epoch = 3}) == whole);
    }
  }
}

TEST_CASE("drawn once an augmentation is the same in every epoch, and drawn every epoch it is not") {
  const Images images = random_images(40, 1, 10, 10);
  for (const Use& use : all_uses) {
    INFO(use.plugin);
    PluginInstance once = augmentation(use.plugin, with(use.settings, {{"draw", Word("once")}}));
    CHECK(augmented(once, images, {.epoch = 1}) == augmented(once, images, {.epoch = 8}));
    PluginInstance every = augmentation(use.plugin, with(use.settings, {{"draw", Word("epoch")}}));
    // A flip of two kinds is in a quarter of the images the same twice.
    CHECK(equal_images(images, augmented(every, images, {.epoch = 1}),
                       augmented(every, images, {.epoch = 8})) < 25);
  }
}

TEST_CASE("test and train say which images are changed, and test images are changed alike in every epoch") {
  const Images images = random_images(20, 1, 10, 10);
  for (const Use& use : all_uses) {
    INFO(use.plugin);
    PluginInstance neither =
        augmentation(use.plugin, with(use.settings, {{"test", false}, {"train", false}}));
    CHECK(augmented(neither, images, {.test = false}) == images.values);
    CHECK(augmented(neither, images, {.test = true}) == images.values);
    PluginInstance both = augmentation(
        use.plugin, with(use.settings, {{"test", true}, {"train", true}, {"draw", Word("epoch")}}));
    const std::vector<float> tested = augmented(both, images, {.epoch = 1, .test = true});
    CHECK(tested != images.values);
    CHECK(tested == augmented(both, images, {.epoch = 2, .test = true}));
    CHECK(tested != augmented(both, images, {.epoch = 1, .test = false}));
  }
}

TEST_CASE("noise reaches the test images by default, and what moves pixels does not") {
  const Images images = random_images(20, 1, 10, 10);
  for (const Use& use : all_uses) {
    INFO(use.plugin);
    PluginInstance plugin = augmentation(use.plugin, use.settings);
    const bool moves = plugin.plugin().effect() == PluginEffect::moves_pixels;
    CHECK((augmented(plugin, images, {.test = true}) == images.values) == moves);
    CHECK(plugin.plugin().effect() != PluginEffect::unsaid);
  }
}

TEST_CASE("augmentations work on images of any size, and with extreme parameters") {
  const std::vector<Use> extreme = {
      {"salt-and-pepper", {{"rate", 1.0}}},
      {"salt-and-pepper", {{"rate", 0.0}}},
      {"masking", {{"rate", 1.0}, {"value", 1e6}}},
      {"cut-out", {{"count", std::int64_t{50}}, {"smallest", 0.0}, {"largest", 1.0}}},
      {"cut-out", {{"smallest", 1.0}, {"largest", 1.0}}},
      {"speckle", {{"sigma", 1e6}}},
      {"poisson", {{"peak", 0.001}}},
      {"poisson", {{"peak", 10000.0}}},
      {"blur", {{"sigma", 0.0}}},
      {"blur", {{"sigma", 100.0}, {"spread", 100.0}}},
      {"shift", {{"x", 1e6}, {"y", 1e6}, {"whole", false}}},
      {"rotate", {{"degrees", 180.0}}},
      {"zoom", {{"smallest", 0.01}, {"largest", 0.01}}},
      {"zoom", {{"smallest", 100.0}, {"largest", 100.0}}},
      {"elastic", {{"alpha", 1e6}, {"sigma", 0.0}}},
      {"elastic", {{"alpha", 0.0}}},
      {"elastic", {{"sigma", 100.0}}}};
  std::vector<Use> uses = all_uses;
  uses.insert(uses.end(), extreme.begin(), extreme.end());
  for (const Images& images : {random_images(3, 1, 1, 1), random_images(3, 2, 1, 17),
                               random_images(3, 3, 16, 1), random_images(2, 4, 5, 31)}) {
    for (const Use& use : uses) {
      INFO(use.plugin << " on " << images.channels << " of " << images.height << "x" << images.width);
      const std::vector<float> out = augmented(use.plugin, use.settings, images);
      CHECK(std::all_of(out.begin(), out.end(), [](float value) { return std::isfinite(value); }));
    }
  }
}

TEST_CASE("settings that change nothing give the same bits back") {
  const Images images = random_images(4, 3, 8, 11);
  const std::vector<Use> idle = {{"gaussian-noise", {{"sigma", 0.0}}},
                                 {"salt-and-pepper", {{"rate", 0.0}}},
                                 {"masking", {{"rate", 0.0}}},
                                 {"speckle", {{"sigma", 0.0}}},
                                 {"blur", {{"sigma", 0.0}}},
                                 {"shift", {{"x", 0.0}, {"y", 0.9}}},
                                 {"rotate", {{"degrees", 0.0}}},
                                 {"flip", {{"horizontal", 0.0}}},
                                 {"zoom", {{"smallest", 1.0}, {"largest", 1.0}}},
                                 {"elastic", {{"alpha", 0.0}}}};
  for (const Use& use : idle) {
    INFO(use.plugin);
    CHECK(augmented(use.plugin, use.settings, images) == images.values);
  }
}

TEST_CASE("contradicting values are refused at their place") {
  const std::vector<std::pair<Use, std::string>> wrong = {
      {{"zoom", {{"smallest", 2.0}}}, "'smallest' of 'zoom': must not be above `largest`"},
      {{"cut-out", {{"smallest", 0.6}}}, "'smallest' of 'cut-out': must not be above `largest`"},
      {{"blur", {{"spread", 2.0}}}, "'spread' of 'blur': must not be above `sigma`"}};
  for (const auto& [use, message] : wrong) {
    const auto resolved =
        resolve_plugin(use_of(use.plugin, use.settings), PluginList::augment, {shipped_folder});
    REQUIRE(resolved);
    const auto made = PluginInstance::create(*resolved, 1);
    REQUIRE_FALSE(made);
    CHECK(made.diagnostics().front().code == "E616");
    CHECK(made.diagnostics().front().message == message);
    CHECK(made.diagnostics().front().place.line == 10);
  }
}

Images grey_images(float value) {
  Images images{100, 1, 40, 40};
  images.values.assign(160000, value);
  return images;
}

double share_of(const std::vector<float>& values, float value) {
  return static_cast<double>(std::count(values.begin(), values.end(), value)) /
         static_cast<double>(values.size());
}

// Five standard errors of a share among 160,000.
double bound_of(double share) {
  return 5.0 * std::sqrt(share * (1.0 - share) / 160000.0);
}

TEST_CASE("salt, pepper and mask come at their rates") {
  const std::vector<float> salted =
      augmented("salt-and-pepper", {{"rate", 0.2}, {"salt", 0.25}}, grey_images(0.5F));
  CHECK(std::fabs(share_of(salted, 1.0F) - 0.05) < bound_of(0.05));
  CHECK(std::fabs(share_of(salted, 0.0F) - 0.15) < bound_of(0.15));
  const std::vector<float> masked = augmented("masking", {{"rate", 0.3}, {"value", 0.25}}, grey_images(0.5F));
  CHECK(std::fabs(share_of(masked, 0.25F) - 0.3) < bound_of(0.3));
  CHECK(std::fabs(share_of(masked, 0.5F) - 0.7) < bound_of(0.7));
}

struct Moments {
  double mean = 0.0, variance = 0.0;
};

Moments moments_of(const std::vector<float>& values) {
  Moments moments;
  const auto count = static_cast<double>(values.size());
  for (const float value : values) moments.mean += value / count;
  for (const float value : values) moments.variance += std::pow(value - moments.mean, 2) / count;
  return moments;
}

TEST_CASE("speckle has the pixel's mean and a deviation in proportion to it") {
  for (const float grey : {0.2F, 0.8F}) {
    const Moments moments =
        moments_of(augmented("speckle", {{"sigma", 0.5}, {"clip", false}}, grey_images(grey)));
    const double deviation = 0.5 * double{grey};
    CHECK(std::fabs(moments.mean - double{grey}) < 5.0 * deviation / 400.0);
    CHECK(std::fabs(moments.variance / (deviation * deviation) - 1.0) < 5.0 * std::sqrt(2.0 / 160000.0));
  }
}

TEST_CASE("poisson counts have the mean and variance of their rate, and its probabilities") {
  for (const double peak : {0.5, 4.0, 40.0, 2000.0}) {
    INFO(peak);
    const Moments moments =
        moments_of(augmented("poisson", {{"peak", peak}, {"clip", false}}, grey_images(0.5F)));
    const double variance = 0.5 / peak, rate = 0.5 * peak;
    CHECK(std::fabs(moments.mean - 0.5) < 5.0 * std::sqrt(variance / 160000.0));
    // The variance of a sample variance, whose fourth moment is rate + 3 rate^2.
    CHECK(std::fabs(moments.variance / variance - 1.0) < 5.0 * std::sqrt((1.0 / rate + 2.0) / 160000.0));
  }
  // P(k) = 2^k e^-2 / k!
  const std::vector<float> counts = augmented("poisson", {{"peak", 4.0}, {"clip", false}}, grey_images(0.5F));
  double probability = std::exp(-2.0);
  for (int k = 0; k < 9; ++k) {
    CHECK(std::fabs(share_of(counts, static_cast<float>(k) / 4.0F) - probability) < bound_of(probability));
    probability *= 2.0 / (k + 1);
  }
}

TEST_CASE("images are flipped at their rates, and a second flip undoes the first") {
  const Images images = random_images(400, 1, 4, 4);
  std::vector<float> once = augmented("flip", {{"horizontal", 0.25}, {"vertical", 0.5}}, images);
  // Three in eight are flipped neither way.
  const auto same = static_cast<double>(equal_images(images, once, images.values));
  CHECK(std::fabs(same / 400.0 - 0.375) < 5.0 * std::sqrt(0.375 * 0.625 / 400.0));
  Images again = images;
  again.values = std::move(once);
  CHECK(augmented("flip", {{"horizontal", 0.25}, {"vertical", 0.5}}, again) == images.values);
}

TEST_CASE("a shift reaches every whole distance, and no others, equally often") {
  Images images{2000, 1, 1, 9};
  images.values.resize(18000);
  for (std::size_t i = 4; i < images.values.size(); i += 9) images.values[i] = 1.0F;
  const std::vector<float> shifted = augmented("shift", {{"x", 2.0}, {"y", 0.0}}, images);
  std::map<std::size_t, int> found;
  for (std::size_t i = 0; i < shifted.size(); ++i) {
    if (shifted[i] == 1.0F) ++found[i % 9];
  }
  CHECK(found.size() == 5);
  for (const auto& [place, times] : found) {
    CHECK((place >= 2 && place <= 6));
    CHECK(std::fabs(times / 2000.0 - 0.2) < 5.0 * std::sqrt(0.2 * 0.8 / 2000.0));
  }
}

TEST_CASE("a cut rectangle has the extents that it may have") {
  Images images = grey_images(0.5F);
  const std::vector<float> cut =
      augmented("cut-out", {{"smallest", 0.5}, {"largest", 0.5}, {"value", 0.0}}, images);
  for (std::size_t image = 0; image < 100; ++image) {
    const auto begin = cut.begin() + static_cast<std::ptrdiff_t>(image * 1600);
    const auto removed = std::count(begin, begin + 1600, 0.0F);
    CHECK(removed <= 400);  // 20 x 20
    CHECK(removed >= 100);  // a quarter of it, where the centre is in a corner
  }
}

}  // namespace
}  // namespace cae

#include <tbb/global_control.h>

#include <cmath>
#include <numeric>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;
using Settings = std::vector<std::pair<std::string, SettingValue>>;

constexpr std::int64_t side = 28, pixels = side * side;

struct Call {
  std::uint32_t epoch = 1;
  bool test = false;
  std::uint32_t first_sample = 0;
  std::int64_t count = 64;
  float grey = 0.5F;
};

std::vector<float> noisy(PluginInstance& noise, const Call& call) {
  std::vector<std::uint32_t> samples(static_cast<std::size_t>(call.count));
  std::iota(samples.begin(), samples.end(), call.first_sample);
  const std::vector<float> images(static_cast<std::size_t>(call.count * pixels), call.grey);
  std::vector<float> out(images.size());
  const Status status = noise.augment({.values = images,
                                       .count = call.count,
                                       .height = side,
                                       .width = side,
                                       .samples = samples,
                                       .from = call.test ? ImageSet::test : ImageSet::training,
                                       .epoch = call.epoch},
                                      out);
  if (!status) throw Failure(status.diagnostics());
  return out;
}

PluginInstance noise_of(Settings settings, std::uint64_t seed = 1, std::size_t position = 0) {
  return instance_of(use_of("gaussian-noise", settings), PluginList::augment, seed, position);
}

std::vector<float> noisy(Settings settings, const Call& call, std::uint64_t seed = 1) {
  PluginInstance noise = noise_of(std::move(settings), seed);
  return noisy(noise, call);
}

TEST_CASE("the noise has the mean, deviation, skew and tails of a normal distribution") {
  const std::vector<float> out = noisy({{"sigma", 0.2}, {"clip", false}}, {.count = 256});
  double moments[5] = {};
  for (const float value : out) {
    const double noise = (value - 0.5) / 0.2;
    for (int power = 1; power <= 4; ++power)
      moments[power] += std::pow(noise, power) / static_cast<double>(out.size());
  }
  // Five standard errors of each for 200,704 numbers.
  CHECK(std::fabs(moments[1]) < 0.0112);
  CHECK(std::fabs(moments[2] - 1.0) < 0.0158);
  CHECK(std::fabs(moments[3]) < 0.0433);
  CHECK(std::fabs(moments[4] - 3.0) < 0.110);
}

TEST_CASE("neighbouring pixels, images and epochs have different noise") {
  const Settings settings = {{"sigma", 1.0}, {"clip", false}, {"draw", std::string("epoch")}};
  const std::vector<float> first = noisy(settings, {.epoch = 1, .grey = 0.0F});
  const std::vector<float> second = noisy(settings, {.epoch = 2, .grey = 0.0F});
  const auto correlation = [](const std::vector<float>& a, const std::vector<float>& b, std::size_t shift) {
    double sum = 0.0;
    for (std::size_t i = 0; i + shift < a.size(); ++i) sum += double{a[i + shift]} * b[i];
    return std::fabs(sum / static_cast<double>(a.size() - shift));
  };
  for (const std::size_t shift : {std::size_t{1}, std::size_t{2}, std::size_t{28}, std::size_t{pixels}}) {
    CHECK(correlation(first, first, shift) < 0.023);
  }
  CHECK(correlation(first, second, 0) < 0.023);
}

TEST_CASE("clip keeps pixels within 0 and 1, and sigma 0 changes nothing") {
  const std::vector<float> clipped = noisy({{"sigma", 2.0}}, {});
  CHECK(*std::min_element(clipped.begin(), clipped.end()) == 0.0F);
  CHECK(*std::max_element(clipped.begin(), clipped.end()) == 1.0F);
  const std::vector<float> free = noisy({{"sigma", 2.0}, {"clip", false}}, {});
  CHECK(*std::min_element(free.begin(), free.end()) < -1.0F);
  const std::vector<float> still = noisy({{"sigma", 0.0}}, {.grey = 0.25F});
  CHECK(std::all_of(still.begin(), still.end(), [](float value) { return value == 0.25F; }));
}

TEST_CASE("drawn once, the noise is the same in every epoch, and drawn every epoch it is not") {
  CHECK(noisy({{"draw", std::string("once")}}, {.epoch = 1}) ==
        noisy({{"draw", std::string("once")}}, {.epoch = 9}));
  CHECK(noisy({{"draw", std::string("epoch")}}, {.epoch = 1}) !=
        noisy({{"draw", std::string("epoch")}}, {.epoch = 9}));
}

TEST_CASE("test images get their noise once, other than the training images', or none if told so") {
  const Settings every_epoch = {{"draw", std::string("epoch")}};
  CHECK(noisy(every_epoch, {.epoch = 1, .test = true}) == noisy(every_epoch, {.epoch = 2, .test = true}));
  CHECK(noisy({}, {.test = true}) != noisy({}, {.test = false}));
  const std::vector<float> clean = noisy({{"test", false}}, {.test = true});
  CHECK(std::all_of(clean.begin(), clean.end(), [](float value) { return value == 0.5F; }));
  CHECK(noisy({{"test", false}}, {.test = false}) == noisy({}, {.test = false}));
}

TEST_CASE("training images stay as they are if told so, and test images do not") {
  const std::vector<float> clean = noisy({{"train", false}}, {.test = false});
  CHECK(std::all_of(clean.begin(), clean.end(), [](float value) { return value == 0.5F; }));
  CHECK(noisy({{"train", false}}, {.test = true}) == noisy({}, {.test = true}));
}

TEST_CASE("the noise is that of the sample, however batches are cut") {
  PluginInstance noise = noise_of({});
  const std::vector<float> whole = noisy(noise, {.count = 50});
  std::vector<float> parts;
  for (const auto& [first, count] : {std::pair{0, 1}, std::pair{1, 16}, std::pair{17, 33}}) {
    const std::vector<float> part =
        noisy(noise, {.first_sample = static_cast<std::uint32_t>(first), .count = count});
    parts.insert(parts.end(), part.begin(), part.end());
  }
  CHECK(parts == whole);
}

TEST_CASE("the noise has the same bits on any number of threads") {
  const std::vector<float> whole = noisy({}, {});
  for (const std::size_t threads : {1, 2, 3, 8}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    CHECK(noisy({}, {}) == whole);
  }
}

TEST_CASE("another seed, or a second use in one list, draws other noise") {
  CHECK(noisy({}, {}, 1) != noisy({}, {}, 2));
  PluginInstance second = noise_of({}, 1, 1);
  CHECK(noisy(second, {}) != noisy({}, {}));
}

}  // namespace
}  // namespace cae

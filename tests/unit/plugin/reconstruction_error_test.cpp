// Against scikit-image: tests/golden/make_reconstruction_error.py made the files.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

struct Pairs {
  std::size_t count = 0, channels = 0, height = 0, width = 0;
  std::vector<float> images = {}, others = {};
  std::vector<double> measures = {}, quantiles = {};  // mse, mae, psnr, ssim of each pair
  std::vector<std::uint32_t> samples = {};
  std::vector<std::int64_t> labels = {};

  PluginBatch batch() const {
    return {.values = images,
            .count = static_cast<std::int64_t>(count),
            .channels = static_cast<std::int64_t>(channels),
            .height = static_cast<std::int64_t>(height),
            .width = static_cast<std::int64_t>(width),
            .samples = samples,
            .labels = labels,
            .from = ImageSet::test,
            .reconstructions = others};
  }
};

Pairs read_pairs(const std::string& name) {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/reconstruction-error/" + name);
  Pairs pairs;
  file >> pairs.count >> pairs.channels >> pairs.height >> pairs.width;
  const std::size_t numbers = pairs.count * pairs.channels * pairs.height * pairs.width;
  const auto read = [&](auto& values, std::size_t count) {
    values.resize(count);
    for (auto& value : values) file >> value;
  };
  read(pairs.images, numbers);
  read(pairs.others, numbers);
  read(pairs.measures, pairs.count * 4);
  read(pairs.quantiles, 5);
  REQUIRE(file);
  for (std::size_t i = 0; i < pairs.count; ++i) pairs.samples.push_back(static_cast<std::uint32_t>(3 * i));
  return pairs;
}

PluginInstance reconstruction_error(const std::vector<std::pair<std::string, SettingValue>>& settings) {
  return instance_of(use_of("reconstruction-error", settings), PluginList::analyse);
}

const Table& table_called(const PluginOutput& output, const char* name) {
  const auto found = std::find_if(output.tables.begin(), output.tables.end(),
                                  [&](const DrawnTable& drawn) { return drawn.table.name == name; });
  REQUIRE(found != output.tables.end());
  return found->table;
}

double metric_of(const PluginOutput& output, const std::string& name, const std::string& class_name) {
  for (const PluginMetric& metric : output.metrics) {
    if (metric.name == name && metric.class_name == class_name && metric.split == "test") return metric.value;
  }
  FAIL("no metric " << name << " of class '" << class_name << "'");
  return 0.0;
}

TEST_CASE("reconstruction-error asks for clean images with their reconstructions") {
  const PluginRequest request =
      reconstruction_error({{"images", std::int64_t{7}}, {"from", std::string("train")}}).request().take();
  CHECK(request.wants_images);
  CHECK(request.wants_reconstructions);
  CHECK(request.view == PluginView::clean);
  CHECK(request.images == 7);
  CHECK(request.from == ImageSet::training);
}

TEST_CASE("errors, PSNR and SSIM are scikit-image's: grey, of three channels, smaller than the window") {
  for (const std::string name : {"grey.txt", "colour.txt", "small.txt"}) {
    CAPTURE(name);
    const Pairs pairs = read_pairs(name);
    const PluginBatch images = pairs.batch();
    const PluginOutput output = reconstruction_error({}).analyse(&images, {}).take();
    const Table& table = table_called(output, "reconstruction-error");
    CHECK(table.columns == std::vector<std::string>{"mse", "mae", "psnr", "ssim"});
    REQUIRE(table.values.size() == pairs.measures.size());
    for (std::size_t i = 0; i < table.values.size(); ++i)
      CHECK(table.values[i] == Approx(pairs.measures[i]).epsilon(1e-9).margin(1e-12));
    std::size_t at = 0;
    for (const std::string quantile : {"q05", "q25", "median", "q75", "q95"}) {
      CHECK(metric_of(output, "reconstruction-error.mse_" + quantile, "") ==
            Approx(pairs.quantiles[at++]).epsilon(1e-9));
    }
  }
}

TEST_CASE("equal images have a PSNR of 100 and an SSIM of 1, and are the best, and the worst comes first") {
  Pairs pairs = read_pairs("grey.txt");
  pairs.labels = {5, 5, 8, 8};
  const PluginBatch images = pairs.batch();
  const PluginOutput output = reconstruction_error({{"show", std::int64_t{2}}}).analyse(&images, {}).take();
  const Table& best = table_called(output, "reconstruction-error-best");
  CHECK(best.rows() == 2);
  CHECK(best.samples.front() == 9);
  CHECK(best.labels.front() == 8);
  CHECK(best.values[0] == 0.0);
  CHECK(best.values[2] == 100.0);
  CHECK(best.values[3] == Approx(1.0));
  const Table& worst = table_called(output, "reconstruction-error-worst");
  CHECK(worst.values[0] == std::max({pairs.measures[0], pairs.measures[4], pairs.measures[8]}));
  CHECK(worst.values[0] >= worst.values[4]);

  CHECK(metric_of(output, "reconstruction-error.images", "8") == 2.0);
  CHECK(metric_of(output, "reconstruction-error.mse", "8") == Approx(pairs.measures[8] / 2.0));
  CHECK(metric_of(output, "reconstruction-error.psnr", "5") ==
        Approx((pairs.measures[2] + pairs.measures[6]) / 2.0));
}

TEST_CASE("by SSIM the worst reconstruction is the least similar one") {
  const Pairs pairs = read_pairs("colour.txt");
  const PluginBatch images = pairs.batch();
  const PluginOutput output = reconstruction_error({{"by", std::string("ssim")}}).analyse(&images, {}).take();
  CHECK(table_called(output, "reconstruction-error-worst").values[3] ==
        Approx(std::min(pairs.measures[3], pairs.measures[7])));
  CHECK(table_called(output, "reconstruction-error-worst").labels.empty());
}

TEST_CASE("a picture has image, reconstruction and difference below each other, in frames") {
  Pairs pairs{.count = 1, .channels = 1, .height = 1, .width = 2};
  pairs.images = {0.0F, 1.0F};
  pairs.others = {1.0F, 1.0F};
  pairs.samples = {4};
  const PluginBatch images = pairs.batch();
  const PluginOutput output = reconstruction_error({}).analyse(&images, {}).take();
  REQUIRE(output.pictures.size() == 2);
  const Picture& worst = output.pictures[0];
  CHECK(worst.name == "reconstruction-error-worst");
  const std::size_t scale = 16;  // the largest
  CHECK(worst.width == 4 + 2 * 16 + 4);
  CHECK(worst.height == 4 + 3 * (16 + 4));
  const auto colour_at = [&](std::size_t y, std::size_t x) {
    const std::uint8_t* pixel = worst.pixels.data() + (y * static_cast<std::size_t>(worst.width) + x) * 3;
    return std::vector<int>(pixel, pixel + 3);
  };
  CHECK(colour_at(0, 0) == std::vector<int>{255, 255, 255});
  CHECK(colour_at(3, 10) == std::vector<int>{176, 176, 176});
  CHECK(colour_at(4, 4) == std::vector<int>{0, 0, 0});
  CHECK(colour_at(4, 4 + scale) == std::vector<int>{255, 255, 255});
  CHECK(colour_at(24, 4) == std::vector<int>{255, 255, 255});
  CHECK(colour_at(44, 4) == std::vector<int>{178, 24, 43});  // brighter than it should be
  CHECK(colour_at(44, 4 + scale) == std::vector<int>{247, 247, 247});
}

TEST_CASE("a reconstruction that is not finite is named, and no images are refused before training") {
  Pairs pairs = read_pairs("small.txt");
  pairs.others[80] = std::numeric_limits<float>::infinity();
  const PluginBatch images = pairs.batch();
  const auto failed = reconstruction_error({}).analyse(&images, {});
  REQUIRE_FALSE(failed);
  CHECK(failed.diagnostics().at(0).message ==
        "the plugin 'reconstruction-error' failed in analyse: the reconstruction of image 3 has numbers that "
        "are not finite");

  const PluginBatch none{.count = 0, .height = 4, .width = 4, .from = ImageSet::test};
  CHECK_FALSE(reconstruction_error({}).check(&none, "", {}));
}

TEST_CASE("reconstruction-error announces its tables") {
  const PluginBatch images{.count = 5, .height = 4, .width = 4, .from = ImageSet::test};
  const auto foreseen = reconstruction_error({{"show", std::int64_t{2}}}).check(&images, "", {}).take();
  REQUIRE(foreseen);
  REQUIRE(foreseen->tables.size() == 3);
  CHECK(foreseen->tables[0].rows == 5);
  CHECK(foreseen->tables[1].name == "reconstruction-error-worst");
  CHECK(foreseen->tables[1].rows == 2);
}

}  // namespace
}  // namespace cae

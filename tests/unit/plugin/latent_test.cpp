#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

PluginInstance latent(const std::vector<std::pair<std::string, SettingValue>>& settings) {
  return instance_of(use_of("latent", settings), PluginList::analyse);
}

const std::vector<std::uint32_t> samples = {3, 5};
const std::vector<std::int64_t> labels = {8, 9};
const std::vector<float> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

TEST_CASE("latent asks for 500 test images and the code unless told otherwise") {
  const PluginRequest usual = latent({}).request().take();
  CHECK(usual.layer == "code");
  CHECK(usual.images == 500);
  CHECK(usual.seed == 1);
  CHECK(usual.from == ImageSet::test);
  const PluginRequest told = latent({{"layer", std::string("conv2")},
                                     {"images", std::int64_t{0}},
                                     {"seed", std::int64_t{4}},
                                     {"from", std::string("train")}})
                                 .request()
                                 .take();
  CHECK(told.layer == "conv2");
  CHECK(told.layer_place.line == 10);
  CHECK(told.images == 0);
  CHECK(told.seed == 4);
  CHECK(told.from == ImageSet::training);
}

TEST_CASE("the code of two numbers becomes a scatter with samples and labels") {
  const PluginOutput output = latent({})
                                  .extract({.values = std::span(values).first(4),
                                            .count = 2,
                                            .channels = 2,
                                            .samples = samples,
                                            .labels = labels,
                                            .from = ImageSet::test},
                                           "code")
                                  .take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "latent-code");
  CHECK(table.columns == std::vector<std::string>{"code_1", "code_2"});
  CHECK(table.values == std::vector<double>{1, 2, 3, 4});
  CHECK(table.samples == std::vector<std::int64_t>{3, 5});
  CHECK(table.labels == labels);
  CHECK(output.tables[0].drawing == TableDrawing::scatter);
}

TEST_CASE("a spatial layer becomes one column a number in C,H,W order, also without labels") {
  const PluginOutput output =
      latent({{"layer", std::string("conv2")}, {"from", std::string("train")}})
          .extract({.values = values, .count = 2, .channels = 1, .height = 2, .width = 3, .samples = samples},
                   "conv2")
          .take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "latent-conv2-train");
  CHECK(table.columns.size() == 6);
  CHECK(table.columns.back() == "conv2_6");
  CHECK(table.values[6] == 7);
  CHECK(table.labels.empty());
  CHECK(output.tables[0].drawing == TableDrawing::heatmap);
}

}  // namespace
}  // namespace cae

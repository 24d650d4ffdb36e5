#include <cmath>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

PluginInstance filters(const std::vector<PluginArray>& parameters, const std::string& layer = "conv1") {
  PluginInstance instance = instance_of(use_of("filters", {{"layer", layer}}), PluginList::analyse);
  CHECK(instance.request().take().wants_model);
  instance.show_model({.parameters = parameters});
  return instance;
}

std::vector<int> colour_at(const Picture& picture, std::size_t y, std::size_t x) {
  const std::uint8_t* pixel = picture.pixels.data() + (y * static_cast<std::size_t>(picture.width) + x) * 3;
  return {pixel, pixel + 3};
}

TEST_CASE("a filter of two channels is drawn as their mean, red above 0 and blue below, and measured") {
  const std::vector<float> weights = {3, -1, 1, -1, 0, 0, 0, 0};
  const PluginOutput output = filters({{.name = "conv1.weight", .sizes = {2, 2, 1, 2}, .values = weights}})
                                  .analyse(nullptr, {})
                                  .take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "filters-conv1");
  CHECK(table.values == std::vector<double>{1, std::sqrt(12.0), 0.5, 3, 2, 0, 0, 0});
  const Picture& picture = output.pictures.at(0);
  CHECK(picture.width == 4 + 2 * (32 + 4));
  CHECK(colour_at(picture, 4, 4) == std::vector<int>{178, 24, 43});     // 2, the largest
  CHECK(colour_at(picture, 4, 20) == std::vector<int>{146, 197, 222});  // -1, half of it
  CHECK(colour_at(picture, 4, 40) == std::vector<int>{247, 247, 247});
}

TEST_CASE("filters of three channels are red, green and blue round grey") {
  const std::vector<float> weights = {1, 0, -1};
  const PluginOutput output = filters({{.name = "conv1.weight", .sizes = {1, 3, 1, 1}, .values = weights}})
                                  .analyse(nullptr, {})
                                  .take();
  CHECK(colour_at(output.pictures.at(0), 4, 4) == std::vector<int>{255, 128, 0});
}

TEST_CASE("a layer without filters is refused before training, with those that have some") {
  const auto refused = filters({{.name = "conv1.weight", .sizes = {2, 1, 3, 3}, .values = {}},
                                {.name = "dense1.weight", .sizes = {4, 18}, .values = {}}},
                               "dense1")
                           .check(nullptr, "", {});
  REQUIRE_FALSE(refused);
  CHECK(refused.diagnostics().at(0).message ==
        "'layer' of 'filters': 'dense1' has no filters; layers that have some: conv1");
}

}  // namespace
}  // namespace cae

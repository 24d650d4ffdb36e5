#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

// Two channels of 1x2 places, for the images 7 and 8.
const Table layer{.name = "maps",
                  .columns = {"a", "b", "c", "d"},
                  .values = {0.0, 1.0, -1.0, 2.0, 0.5, 2.0, 0.0, 1.0},
                  .samples = {7, 8},
                  .labels = {},
                  .origin = {.from = ImageSet::test, .channels = 2, .height = 1, .width = 2}};

PluginInstance activation_maps(const std::vector<std::pair<std::string, SettingValue>>& settings = {}) {
  std::vector<std::pair<std::string, SettingValue>> all = {{"of", std::string("maps")}};
  all.insert(all.end(), settings.begin(), settings.end());
  return instance_of(use_of("activation-maps", all), PluginList::analyse);
}

Result<PluginOutput> analyse(PluginInstance instance, const Table& table,
                             const std::vector<std::uint32_t>& samples) {
  const std::vector<const Table*> tables = {&table};
  std::vector<float> pixels;
  for (std::size_t i = 0; i < samples.size(); ++i) pixels.insert(pixels.end(), {1, 1, 0, 0, 1, 1, 0, 0});
  const PluginBatch images{.values = pixels,
                           .count = static_cast<std::int64_t>(samples.size()),
                           .height = 2,
                           .width = 4,
                           .samples = samples,
                           .from = ImageSet::test};
  return instance.analyse(&images, tables);
}

std::string message(const Result<PluginOutput>& refused) {
  REQUIRE_FALSE(refused);
  return refused.diagnostics().at(0).message;
}

TEST_CASE("maps lie beside their image, at its size, grey from 0 on or blue to red") {
  const PluginOutput output = analyse(activation_maps(), layer, {8, 7}).take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "activation-maps-maps");
  CHECK(table.values == std::vector<double>{1, 0.0, 2.0, 2, -1.0, 2.0});
  const Picture& picture = output.pictures.at(0);
  CHECK(picture.width == 4 + 3 * (4 * 16 + 4) + 8);
  CHECK(picture.height == 4 + 2 * (2 * 16 + 4));
  const auto colour_at = [&](std::size_t y, std::size_t x) {
    const std::uint8_t* pixel = picture.pixels.data() + (y * static_cast<std::size_t>(picture.width) + x) * 3;
    return std::vector<int>(pixel, pixel + 3);
  };
  const std::size_t first = 4 + 68 + 8, second = first + 68;
  CHECK(colour_at(4, 4) == std::vector<int>{255, 255, 255});
  CHECK(colour_at(4, first) == std::vector<int>{0, 0, 0});              // image 7, channel 1
  CHECK(colour_at(35, first + 63) == std::vector<int>{128, 128, 128});  // 1 of 2
  CHECK(colour_at(40, first + 63) == std::vector<int>{255, 255, 255});  // image 8
  CHECK(colour_at(4, second) == std::vector<int>{146, 197, 222});       // -1 of 2
  CHECK(colour_at(4, second + 63) == std::vector<int>{178, 24, 43});
}

TEST_CASE("as many images and channels are shown as are wanted") {
  const PluginOutput output =
      analyse(activation_maps({{"show", std::int64_t{1}}, {"channels", std::int64_t{1}}}), layer, {7, 8})
          .take();
  CHECK(output.tables.at(0).table.values == std::vector<double>{1, 0.0, 1.0});
  CHECK(output.pictures.at(0).height == 4 + 36);
}

TEST_CASE("activation-maps says what it lacks") {
  CHECK(message(analyse(activation_maps(), layer, {1, 2}))
            .starts_with("'images' of 'activation-maps': none of these images is in 'maps'"));
  Table flat = layer;
  flat.origin = {.from = ImageSet::test, .channels = 4, .height = 1, .width = 1};
  CHECK(message(analyse(activation_maps(), flat, {7})) ==
        "'of' of 'activation-maps': 'maps' is not of a layer with places");
  Table other = layer;
  other.origin.from = ImageSet::training;
  CHECK(message(analyse(activation_maps(), other, {7})) ==
        "'from' of 'activation-maps': the table is of other images: of 'train'");
}

}  // namespace
}  // namespace cae

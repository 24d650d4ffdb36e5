// Against SciPy: tests/golden/make_code_pictures.py made the file.
#include <cmath>
#include <fstream>
#include <set>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"
#include "tests/unit/plugin/seen_codes.h"

namespace cae {
namespace {

using namespace test;

// Codes of images 10, 11, ... and those images, of two pixels each.
struct Scene {
  Table codes{.name = "codes", .columns = {}, .values = {}, .samples = {}, .labels = {}};
  std::vector<std::uint32_t> samples = {};
  std::vector<float> pixels = {};

  Scene(std::size_t units, std::vector<double> values) {
    codes.columns = std::vector<std::string>(units, "c");
    codes.values = std::move(values);
    for (std::size_t row = 0; row < codes.rows(); ++row) {
      codes.samples.push_back(static_cast<std::int64_t>(10 + row));
      samples.push_back(static_cast<std::uint32_t>(10 + row));
      pixels.insert(pixels.end(), {1.0F, 0.0F});
    }
  }

  PluginBatch images() const {
    return {.values = pixels,
            .count = static_cast<std::int64_t>(samples.size()),
            .width = 2,
            .samples = samples,
            .from = ImageSet::test};
  }
};

PluginInstance interpolation(const std::vector<std::pair<std::string, SettingValue>>& settings,
                             const SeeingModel& seeing) {
  std::vector<std::pair<std::string, SettingValue>> all = {{"of", std::string("codes")}};
  all.insert(all.end(), settings.begin(), settings.end());
  PluginInstance instance = instance_of(use_of("interpolation", all), PluginList::analyse);
  instance.show_model(seeing.model());
  return instance;
}

Result<PluginOutput> analyse(PluginInstance instance, const Scene& scene) {
  const std::vector<const Table*> tables = {&scene.codes};
  const PluginBatch images = scene.images();
  return instance.analyse(&images, tables);
}

std::string refusal(PluginInstance instance, const Scene& scene) {
  const auto refused = analyse(std::move(instance), scene);
  REQUIRE_FALSE(refused);
  return refused.diagnostics().at(0).message;
}

TEST_CASE("interpolation asks for the images that latent gets, without augmentations") {
  PluginInstance instance = interpolation({}, {.units = 2});
  const PluginRequest request = instance.request().take();
  const PluginRequest other = instance_of(use_of("latent", {}), PluginList::analyse).request().take();
  CHECK(request.wants_images);
  CHECK(request.wants_model);
  CHECK(request.view == PluginView::clean);
  CHECK(request.images == other.images);
  CHECK(request.seed == other.seed);
}

TEST_CASE("the straight way has even steps, and its picture the images themselves at both ends") {
  const SeeingModel seeing{.units = 2};
  const Scene scene(2, {0.0, 0.0, 1.0, 0.5});
  const PluginOutput output =
      analyse(interpolation({{"pairs", std::int64_t{1}}, {"steps", std::int64_t{3}}}, seeing), scene).take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "interpolation-codes");
  CHECK(table.values[2] == Approx(std::sqrt(1.25)));
  const bool forwards = table.values[0] == 10.0;
  const std::vector<float> up = {0.0F, 0.0F, 0.5F, 0.25F, 1.0F, 0.5F},
                           down = {1.0F, 0.5F, 0.5F, 0.25F, 0.0F, 0.0F};
  CHECK(*seeing.seen == (forwards ? up : down));

  REQUIRE(output.pictures.size() == 1);
  const Picture& picture = output.pictures[0];
  CHECK(picture.name == "interpolation-codes-linear");
  CHECK(picture.height == 4 + 16 + 4);
  CHECK(picture.width == 4 + 5 * (32 + 4) + 2 * 8);
  const auto grey = [&](std::int64_t x) {
    return static_cast<int>(picture.pixels[static_cast<std::size_t>((10 * picture.width + x) * 3)]);
  };
  CHECK(grey(4) == 255);  // the first image
  CHECK(grey(4 + 16) == 0);
  CHECK(grey(40 + 2) == 255);   // the space behind it
  CHECK(grey(48 + 36) == 128);  // the middle code
}

TEST_CASE("the way on the arc is SciPy's, for codes of any length") {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/code-pictures/arc.txt");
  std::size_t units = 0, steps = 0;
  file >> units >> steps;
  std::vector<double> ends(2 * units), arc(steps * units);
  for (double& value : ends) file >> value;
  for (double& value : arc) file >> value;
  REQUIRE(file);
  for (const double length : {1.0, 3.0}) {
    Scene scene(units, ends);
    for (double& value : scene.codes.values) value *= length;
    const SeeingModel seeing{.units = units};
    const PluginOutput output = analyse(interpolation({{"pairs", std::int64_t{1}},
                                                       {"steps", static_cast<std::int64_t>(steps)},
                                                       {"path", std::string("spherical")}},
                                                      seeing),
                                        scene)
                                    .take();
    const bool forwards = output.tables.at(0).table.values[0] == 10.0;
    for (std::size_t step = 0; step < steps; ++step) {
      const std::size_t other = forwards ? step : steps - 1 - step;
      for (std::size_t unit = 0; unit < units; ++unit)
        CHECK(seeing.seen->at(step * units + unit) ==
              Approx(length * arc[other * units + unit]).epsilon(1e-6).margin(1e-6));
    }
    CHECK(output.pictures.at(0).name == "interpolation-codes-spherical");
  }
}

TEST_CASE("on the arc, codes at zero or opposite ones take the straight way") {
  const SeeingModel seeing{.units = 2};
  analyse(
      interpolation({{"pairs", std::int64_t{1}}, {"steps", std::int64_t{3}}, {"path", std::string("both")}},
                    seeing),
      Scene(2, {1.0, 1.0, -1.0, -1.0}))
      .take();
  CHECK(std::vector<float>(seeing.seen->begin(), seeing.seen->begin() + 6) ==
        std::vector<float>(seeing.seen->begin() + 6, seeing.seen->end()));
  CHECK(seeing.seen->at(8) == 0.0F);
}

TEST_CASE("random pairs follow the seed and use no image twice, and pairs of classes are of different ones") {
  const std::vector<double> values(40, 0.5);
  const auto pairs = [&](std::int64_t seed, const std::string& choose) {
    Scene scene(2, values);
    for (std::size_t row = 0; row < 20; ++row)
      scene.codes.labels.push_back(static_cast<std::int64_t>(row / 5));
    const PluginOutput output =
        analyse(interpolation({{"pairs", std::int64_t{3}}, {"seed", seed}, {"choose", choose}}, {.units = 2}),
                scene)
            .take();
    std::vector<double> samples;
    const std::vector<double>& cells = output.tables.at(0).table.values;
    for (std::size_t row = 0; row < 3; ++row)
      samples.insert(samples.end(), {cells[4 * row], cells[4 * row + 1]});
    return samples;
  };
  const std::vector<double> drawn = pairs(1, "random");
  CHECK(std::set<double>(drawn.begin(), drawn.end()).size() == 6);
  CHECK(pairs(1, "random") == drawn);
  CHECK(pairs(2, "random") != drawn);
  CHECK(pairs(1, "classes") == std::vector<double>{10, 15, 20, 25, 11, 16});
}

TEST_CASE("interpolation says what it lacks") {
  const Scene scene(2, {0, 0, 1, 1});
  CHECK(refusal(interpolation({}, {.units = 2}), scene)
            .starts_with("'pairs' of 'interpolation': needs 10 images that 'codes' has codes of"));
  CHECK(refusal(interpolation({{"pairs", std::int64_t{1}}, {"choose", std::string("classes")}}, {.units = 2}),
                scene) == "'choose' of 'interpolation': the images have no classes");
  Scene other = scene;
  other.codes.origin.from = ImageSet::training;
  CHECK(refusal(interpolation({{"pairs", std::int64_t{1}}}, {.units = 2}), other) ==
        "'from' of 'interpolation': the codes are of other images: of 'train'");
  other = scene;
  other.codes.samples = {100, 200};
  CHECK(refusal(interpolation({{"pairs", std::int64_t{1}}}, {.units = 2}), other)
            .starts_with("'pairs' of 'interpolation'"));
  const std::vector<ForeseenTable> few = {{.name = "codes", .columns = {"a", "b"}, .rows = 3}};
  const PluginBatch images{.count = 100, .width = 2, .from = ImageSet::test};
  CHECK_FALSE(interpolation({{"pairs", std::int64_t{2}}}, {.units = 2}).check(&images, "", few));
  CHECK(interpolation({{"pairs", std::int64_t{1}}}, {.units = 2}).check(&images, "", few));
}

}  // namespace
}  // namespace cae

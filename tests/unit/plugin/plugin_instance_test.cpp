#include "framework/plugin/plugin_instance.h"

#include <numeric>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

const std::string faulty_path = fixture_folder + "/faulty.so";
const std::string extractor_path = fixture_folder + "/faulty_extractor.so";

ResolvedPlugin faulty(const std::string& fault, std::int64_t low = 1) {
  return resolve_plugin(use_of("faulty", {{"fault", fault}, {"low", low}}), PluginList::augment,
                        {fixture_folder})
      .take();
}

// 3 images of 2 pixels, samples 40 to 42.
struct Batch {
  std::vector<float> values = {0.0F, 0.1F, 0.2F, 0.3F, 0.4F, 0.5F};
  std::vector<std::uint32_t> samples = {40, 41, 42};
  std::vector<std::int64_t> labels = {7, 8, 9};
  PluginBatch view{
      .values = values, .count = 3, .width = 2, .samples = samples, .labels = labels, .epoch = 1};
};

Diagnostics create_error(const std::string& fault) {
  const auto instance = PluginInstance::create(faulty(fault), 1);
  REQUIRE_FALSE(instance);
  return instance.diagnostics();
}

Diagnostics augment_error(const std::string& fault) {
  PluginInstance instance = PluginInstance::create(faulty(fault), 1).take();
  const Batch batch;
  std::vector<float> out(batch.values.size());
  const Status status = instance.augment(batch.view, out);
  REQUIRE_FALSE(status);
  return status.diagnostics();
}

void check_only(const Diagnostics& found, const std::string& code, const std::string& message, int line = 9) {
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == code);
  CHECK(found[0].message == message);
  CHECK(found[0].place.line == line);
  CHECK(found[0].help.find(".so") != std::string::npos);
}

TEST_CASE("a plugin that refuses to start is quoted, with its path and place") {
  check_only(create_error("refuse"), "E617", "the plugin 'faulty' failed in create: no licence\\nfor this");
  check_only(create_error("refuse_silently"), "E617",
             "the plugin 'faulty' failed in create: it gave no reason");
  check_only(create_error("throw_in_create"), "E618",
             "the plugin 'faulty' threw an exception out of its function (in create)");
}

TEST_CASE("a parameter that the plugin itself refuses is shown where the experiment gives it") {
  const Diagnostics found = create_error("parameter");
  check_only(found, "E616", "'low' of 'faulty': must be even", 11);
  CHECK(found[0].blame == Blame::input);
  CHECK(found[0].help == "reported by the plugin " + faulty_path);
}

TEST_CASE("an error while augmenting is the plugin's, and the work's") {
  const Diagnostics found = augment_error("report");
  check_only(found, "E617", "the plugin 'faulty' failed in augment: the tape is torn");
  CHECK(found[0].blame == Blame::work);
  CHECK(found[0].help == "reported by the plugin " + faulty_path + "; what was recorded before is kept");
  check_only(augment_error("silent"), "E617", "the plugin 'faulty' failed in augment: it gave no reason");
  check_only(augment_error("report_but_ok"), "E617",
             "the plugin 'faulty' failed in augment: the tape is torn");
}

TEST_CASE("an exception or a number that is not finite becomes a diagnostic of the host") {
  check_only(augment_error("throw"), "E618",
             "the plugin 'faulty' threw an exception out of its function (in augment)");
  check_only(augment_error("throw_in_body"), "E618",
             "the plugin 'faulty' threw an exception out of the body of a parallel_for (in augment)");
  check_only(augment_error("not_finite"), "E618",
             "the plugin 'faulty' gives a pixel that is not finite for the image of sample 42 (in augment)");
}

TEST_CASE("a failed call leaves the instance usable, and its complaint is told once") {
  PluginInstance instance = PluginInstance::create(faulty("report"), 1).take();
  const Batch batch;
  std::vector<float> out(batch.values.size());
  for (int i = 0; i < 2; ++i) CHECK(instance.augment(batch.view, out).diagnostics().size() == 1);
}

TEST_CASE("what a plugin logs arrives as a line under its name") {
  std::vector<std::string> lines;
  const auto log = [&](std::string_view plugin, std::string_view text) {
    lines.push_back(std::string(plugin) + ": " + std::string(text));
  };
  CHECK(PluginInstance::create(faulty("none"), 1, 0, log));
  CHECK(lines == std::vector<std::string>{"faulty: ready to none"});
}

PluginInstance faulty_extractor(const std::string& fault) {
  return instance_of(use_of("faulty_extractor", {{"fault", fault}, {"layer", std::string("conv2")}}),
                     PluginList::analyse);
}

void check_extract(const std::string& fault, const std::string& message) {
  PluginInstance instance = faulty_extractor(fault);
  const Batch batch;
  const auto output = instance.extract(batch.view, "conv2");
  REQUIRE_FALSE(output);
  check_only(output.diagnostics(), "E618", "the plugin 'faulty_extractor' " + message + " (in extract)");
}

TEST_CASE("an extractor asks for a layer and images, with the place that names the layer") {
  const PluginRequest request = faulty_extractor("none").request().take();
  CHECK(request.layer == "conv2");
  CHECK(request.layer_place.line == 11);
  CHECK(request.from == ImageSet::training);
  CHECK(request.images == 7);
  CHECK(request.seed == 3);
}

TEST_CASE("a request that makes no sense is refused") {
  const auto layer = faulty_extractor("no_layer").request();
  REQUIRE_FALSE(layer);
  check_only(layer.diagnostics(), "E618", "the plugin 'faulty_extractor' asks for no layer (in request)");
  const auto from = faulty_extractor("from").request();
  REQUIRE_FALSE(from);
  check_only(from.diagnostics(), "E618",
             "the plugin 'faulty_extractor' asks for images that are neither training, test nor validation "
             "images (in "
             "request)");
}

TEST_CASE("an extractor must give one sound table with a row an image") {
  check_extract("no_table", "must give one table with one row an image, and does not");
  check_extract("two_tables", "gives two tables called 'means'");
  check_extract("short", "must give one table with one row an image, and does not");
  check_extract("not_finite",
                "gives a number that is not finite in row 1, column 'mean' of the table 'means'");
  check_extract(
      "huge", "adds the table 'means' of 18446744073709551615 x 1 numbers, more than the limit of 268435456");
  check_extract("drawing", "adds the table 'means' of 3 x 1 to be drawn as 'poster'");
}

TEST_CASE("an analysis sees images and tables, and gives tables, numbers and pictures") {
  PluginInstance reporter = instance_of(use_of("reporter", {}), PluginList::analyse);
  CHECK(reporter.plugin().version() == "2.1");
  const PluginRequest request = reporter.request().take();
  CHECK(request.wants_images);
  CHECK(request.from == ImageSet::test);
  CHECK(request.images == 5);

  const Batch batch;
  const Table first{.name = "first", .columns = {"a"}, .values = {1}, .samples = {}, .labels = {}};
  const Table second{
      .name = "second", .columns = {"a", "b"}, .values = {1, 2, 3, 4}, .samples = {5, 6}, .labels = {0, 1}};
  const std::vector<const Table*> tables = {&first, &second};
  const PluginOutput output = reporter.analyse(&batch.view, tables).take();
  REQUIRE(output.tables.size() == 1);
  CHECK(output.tables[0].drawing == TableDrawing::scatter);
  const Table& doubled = output.tables[0].table;
  CHECK(doubled.name == "second");
  CHECK(doubled.columns == second.columns);
  CHECK(doubled.values == std::vector<double>{2, 4, 6, 8});
  CHECK(doubled.samples == second.samples);
  CHECK(doubled.labels == second.labels);
  CHECK(output.metrics == std::vector<PluginMetric>{{"tables", 2.0}, {"images", 3.0}});
  REQUIRE(output.pictures.size() == 1);
  CHECK(output.pictures[0].width == 2);
  CHECK(output.pictures[0].pixels == std::vector<std::uint8_t>{0, 0, 0, 25, 25, 25});
}

// Codes of one number and images of two pixels, each the code.
PluginModel doubling_model() {
  return {.code_units = 1,
          .width = 2,
          .decode =
              [](std::span<const float> codes, std::span<float> images) {
                for (std::size_t i = 0; i < images.size(); ++i) images[i] = codes[i / 2];
              },
          .parameters = {{.name = "code.weight", .sizes = {3, 2}, .values = {}}}};
}

TEST_CASE("an analysis decodes codes with the model that it asked for, once there is one") {
  PluginInstance reader =
      instance_of(use_of("model_reader", {{"of", std::string("codes")}}), PluginList::analyse);
  const PluginRequest request = reader.request().take();
  CHECK(request.wants_images);
  CHECK(request.wants_reconstructions);
  CHECK(request.wants_model);

  const Table codes{.name = "codes", .columns = {"c"}, .values = {0.25, 0.5}, .samples = {}, .labels = {}};
  const std::vector<const Table*> tables = {&codes};
  const std::vector<float> pixels = {0, 0, 0, 0}, made = {0.25F, 0.25F, 0.5F, 0.75F};
  const std::vector<std::uint32_t> samples = {4, 9};
  const PluginBatch images{.values = pixels,
                           .count = 2,
                           .width = 2,
                           .samples = samples,
                           .from = ImageSet::test,
                           .reconstructions = made};
  reader.show_model(doubling_model());
  const PluginOutput output = reader.analyse(&images, tables).take();
  CHECK(output.metrics.at(0) == PluginMetric{"difference", 0.25, "test", "all"});
  CHECK(numbers_of(output).at("first_sample") == 4.0);

  PluginModel untrained = doubling_model();
  untrained.decode = {};
  reader.show_model(std::move(untrained));
  const auto refused = reader.analyse(&images, tables);
  REQUIRE_FALSE(refused);
  check_only(refused.diagnostics(), "E618",
             "the plugin 'model_reader' decodes codes before the model is trained (in analyse)");
}

TEST_CASE("what goes wrong in the decoder is what the user is told") {
  PluginInstance reader =
      instance_of(use_of("model_reader", {{"of", std::string("codes")}}), PluginList::analyse);
  PluginModel failing = doubling_model();
  failing.decode = [](std::span<const float>, std::span<float>) { throw std::bad_alloc(); };
  reader.show_model(std::move(failing));
  const Table codes{.name = "codes", .columns = {"c"}, .values = {1}, .samples = {}, .labels = {}};
  const std::vector<const Table*> tables = {&codes};
  const std::vector<float> pixels = {0, 0};
  const std::vector<std::uint32_t> samples = {0};
  const PluginBatch images{
      .values = pixels, .count = 1, .width = 2, .samples = samples, .reconstructions = pixels};
  const auto failed = reader.analyse(&images, tables);
  REQUIRE_FALSE(failed);
  CHECK(failed.diagnostics().front().code == "E903");
}

}  // namespace
}  // namespace cae

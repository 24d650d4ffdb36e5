// Against scikit-learn: tests/golden/make_pca.py made the files.
#include <cmath>
#include <fstream>
#include <map>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

struct Golden {
  std::size_t rows = 0, columns = 0, components = 0;
  std::vector<double> data, scores, variances, ratios, error;
};

Golden read_golden(const std::string& name) {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/pca/" + name);
  Golden golden;
  file >> golden.rows >> golden.columns >> golden.components;
  const auto read = [&](std::size_t count) {
    std::vector<double> values(count);
    for (double& value : values) file >> value;
    return values;
  };
  golden.data = read(golden.rows * golden.columns);
  for (double& value : golden.data)
    value = static_cast<float>(value);  // scikit-learn was given float32 numbers
  golden.scores = read(golden.rows * golden.components);
  golden.variances = read(golden.components);
  golden.ratios = read(golden.components);
  golden.error = read(1);
  REQUIRE(file);
  return golden;
}

PluginInstance pca(std::vector<std::pair<std::string, SettingValue>> settings) {
  return instance_of(use_of("pca", settings), PluginList::analyse);
}

Table table_of(const std::string& name, std::size_t columns, std::vector<double> values) {
  Table table{.name = name,
              .columns = std::vector<std::string>(columns, "x"),
              .values = std::move(values),
              .samples = {},
              .labels = {}};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    table.samples.push_back(static_cast<std::int64_t>(row));
    table.labels.push_back(static_cast<std::int64_t>(row % 10));
  }
  return table;
}

Result<PluginOutput> analyse_table(PluginInstance& instance, const Table& table) {
  const std::vector<const Table*> tables = {&table};
  return instance.analyse(nullptr, tables);
}

void check_against(const Golden& golden, const PluginOutput& output, const std::string& prefix) {
  const Table& scores = output.tables.at(0).table;
  REQUIRE(scores.values.size() == golden.scores.size());
  CHECK(scores.columns.front() == "PC1");
  for (std::size_t component = 0; component < golden.components; ++component) {
    double same = 0.0, opposite = 0.0, largest = 0.0;
    for (std::size_t row = 0; row < golden.rows; ++row) {
      const double ours = scores.values[row * golden.components + component];
      const double theirs = golden.scores[row * golden.components + component];
      same = std::max(same, std::fabs(ours - theirs));
      opposite = std::max(opposite, std::fabs(ours + theirs));
      if (std::fabs(ours) > std::fabs(largest)) largest = ours;
    }
    CHECK(std::min(same, opposite) < 1e-8);
    CHECK(largest > 0.0);  // the sign rule
  }
  const std::map<std::string, double> metrics = numbers_of(output);
  double ratio = 0.0;
  for (std::size_t i = 0; i < golden.components; ++i) {
    const std::string number = std::to_string(i + 1);
    CHECK(metrics.at(prefix + "explained_variance_" + number) == Approx(golden.variances[i]).epsilon(1e-9));
    CHECK(metrics.at(prefix + "explained_variance_ratio_" + number) ==
          Approx(golden.ratios[i]).epsilon(1e-9));
    ratio += golden.ratios[i];
  }
  CHECK(metrics.at(prefix + "explained_variance_ratio") == Approx(ratio).epsilon(1e-9));
  CHECK(metrics.at(prefix + "reconstruction_error") == Approx(golden.error[0]).epsilon(1e-8));
}

TEST_CASE("pca of a table gives scikit-learn's numbers, with more rows than columns and with fewer") {
  for (const std::string name : {"tall.txt", "wide.txt"}) {
    const Golden golden = read_golden(name);
    PluginInstance instance = pca(
        {{"components", static_cast<std::int64_t>(golden.components)}, {"of", std::string("latent-code")}});
    CHECK_FALSE(instance.request().take().wants_images);
    const Table table = table_of("latent-code", golden.columns, golden.data);
    const PluginOutput output = analyse_table(instance, table).take();
    check_against(golden, output, "pca-latent-code.");
    CHECK(output.tables[0].table.name == "pca-latent-code");
    CHECK(output.tables[0].table.labels == table.labels);
    CHECK(output.tables[0].drawing == TableDrawing::scatter);
  }
}

TEST_CASE("pca of images gives the same numbers, and asks for the images that latent gets") {
  const Golden golden = read_golden("wide.txt");
  PluginInstance instance = pca({{"components", static_cast<std::int64_t>(golden.components)}});
  const PluginRequest request = instance.request().take();
  const PluginRequest other = instance_of(use_of("latent", {}), PluginList::analyse).request().take();
  CHECK(request.wants_images);
  CHECK(request.images == other.images);
  CHECK(request.seed == other.seed);
  CHECK(request.from == other.from);

  const std::vector<float> pixels(golden.data.begin(), golden.data.end());
  std::vector<std::uint32_t> samples(golden.rows);
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<std::uint32_t>(2 * i);
  const PluginBatch images{.values = pixels,
                           .count = 12,
                           .channels = 3,
                           .height = 4,
                           .width = 4,
                           .samples = samples,
                           .from = ImageSet::test};
  const PluginOutput output = instance.analyse(&images, {}).take();
  const Table& scores = output.tables.at(0).table;
  CHECK(scores.samples.at(3) == 6);
  CHECK(scores.labels.empty());
  for (std::size_t i = 0; i < scores.values.size(); ++i) {
    CHECK(std::fabs(scores.values[i]) == Approx(std::fabs(golden.scores[i])).margin(1e-6));
  }
}

TEST_CASE("pca by random vectors gives scikit-learn's numbers where there are as many vectors as rows") {
  const Golden golden = read_golden("wide.txt");
  PluginInstance instance = pca({{"components", static_cast<std::int64_t>(golden.components)},
                                 {"of", std::string("latent-code")},
                                 {"solver", std::string("randomised")}});
  const PluginOutput output =
      analyse_table(instance, table_of("latent-code", golden.columns, golden.data)).take();
  check_against(golden, output, "pca-latent-code.");
}

// 3 images of 2 pixels, and what a model makes of them.
struct ReconstructedImages {
  std::vector<float> pixels = {0.0F, 0.5F, 0.25F, 0.5F, 1.0F, 0.75F};
  std::vector<float> made = {0.5F, 0.5F, 0.25F, 0.0F, 1.0F, 0.75F};
  std::vector<std::uint32_t> samples = {4, 9, 11};
  PluginBatch batch{.values = pixels,
                    .count = 3,
                    .width = 2,
                    .samples = samples,
                    .from = ImageSet::test,
                    .reconstructions = made};
};

TEST_CASE("pca compares with the model's own error on the same images, at the size of its code") {
  PluginInstance instance = pca({{"components", std::int64_t{0}}, {"compare", true}});
  const PluginRequest request = instance.request().take();
  CHECK(request.wants_reconstructions);
  CHECK(request.wants_model);
  instance.show_model({.code_units = 1});
  const ReconstructedImages images;
  const PluginOutput output = instance.analyse(&images.batch, {}).take();
  CHECK(output.tables.at(0).table.columns == std::vector<std::string>{"PC1"});
  CHECK(numbers_of(output).at("pca-images.autoencoder_reconstruction_error") == Approx(0.5 / 6.0));
  REQUIRE(output.pictures.size() == 1);
  CHECK(output.pictures[0].name == "pca-images-reconstructions");
}

TEST_CASE("pca of the size of the code needs a code, and a comparison needs images") {
  PluginInstance instance = pca({{"components", std::int64_t{0}}});
  instance.show_model({.code_units = 0});
  const ReconstructedImages images;
  const auto no_code = instance.analyse(&images.batch, {});
  REQUIRE_FALSE(no_code);
  CHECK(no_code.diagnostics().at(0).message ==
        "'components' of 'pca': the model has no latent code; give a number");

  const auto resolved = resolve_plugin(use_of("pca", {{"of", std::string("t")}, {"compare", true}}),
                                       PluginList::analyse, {shipped_folder});
  const auto of_table = PluginInstance::create(*resolved, 1, 0);
  REQUIRE_FALSE(of_table);
  CHECK(of_table.diagnostics().at(0).message ==
        "'compare' of 'pca': needs `of: images`: a model reconstructs images");
}

TEST_CASE("pca of rows that are all equal explains nothing and has no error") {
  PluginInstance instance = pca({{"of", std::string("flat")}});
  const PluginOutput output =
      analyse_table(instance, table_of("flat", 3, std::vector<double>(12, 0.7))).take();
  const std::map<std::string, double> metrics = numbers_of(output);
  CHECK(metrics.at("pca-flat.explained_variance_ratio") == Approx(0.0).margin(1e-9));
  CHECK(metrics.at("pca-flat.reconstruction_error") == Approx(0.0).margin(1e-12));
}

TEST_CASE("pca with every component reconstructs the rows") {
  PluginInstance instance = pca({{"components", std::int64_t{2}}, {"of", std::string("t")}});
  const PluginOutput output = analyse_table(instance, table_of("t", 2, {0, 1, 2, 5, 3, 1, 9, 8})).take();
  const std::map<std::string, double> metrics = numbers_of(output);
  CHECK(metrics.at("pca-t.explained_variance_ratio") == Approx(1.0));
  CHECK(metrics.at("pca-t.reconstruction_error") == Approx(0.0).margin(1e-12));
}

TEST_CASE("pca says which parameter asks for what cannot be") {
  PluginInstance many = pca({{"components", std::int64_t{4}}, {"of", std::string("t")}});
  const auto too_many = analyse_table(many, table_of("t", 3, std::vector<double>(30, 1.0)));
  REQUIRE_FALSE(too_many);
  CHECK(too_many.diagnostics().at(0).message ==
        "'components' of 'pca': there are at most 3 components of 10 rows of 3 numbers");
  CHECK(too_many.diagnostics()[0].place.line == 10);

  PluginInstance unknown = pca({{"of", std::string("latent-cod")}});
  const auto no_table = analyse_table(unknown, table_of("latent-code", 2, {1, 2, 3, 4}));
  REQUIRE_FALSE(no_table);
  CHECK(no_table.diagnostics().at(0).message ==
        "'of' of 'pca': no table 'latent-cod' was made before; there are: images, latent-code");

  PluginInstance one = pca({{"of", std::string("t")}});
  const auto one_row = analyse_table(one, table_of("t", 2, {1, 2}));
  REQUIRE_FALSE(one_row);
  CHECK(one_row.diagnostics().at(0).message ==
        "the plugin 'pca' failed in analyse: principal components need at least 2 rows, and there are 1 rows "
        "of 2 numbers");
}

TEST_CASE("pca refuses exact components that take too long") {
  PluginInstance instance = pca({{"of", std::string("t")}, {"solver", std::string("exact")}});
  const std::vector<ForeseenTable> tables = {
      {.name = "t", .columns = std::vector<std::string>(9000, "x"), .rows = 9001}};
  const auto refused = instance.check(nullptr, "", tables);
  REQUIRE_FALSE(refused);
  CHECK(
      refused.diagnostics().at(0).message ==
      "'solver' of 'pca': exact components of 9001 rows of 9000 numbers take too long; choose randomised, or "
      "at most 8192 images");
}

}  // namespace
}  // namespace cae

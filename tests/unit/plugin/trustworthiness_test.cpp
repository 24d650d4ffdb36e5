// Against scikit-learn: tests/golden/make_trustworthiness.py made the files.
#include <algorithm>
#include <fstream>
#include <numeric>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

struct Case {
  std::int64_t neighbours = 0;
  double trustworthiness = 0.0, continuity = 0.0;
};

struct Golden {
  Table data, map;
  std::vector<Case> cases;
};

Table read_table(std::ifstream& file, const std::string& name, std::size_t rows, std::size_t columns) {
  Table table;
  table.name = name;
  table.columns.assign(columns, "x");
  table.values.resize(rows * columns);
  for (double& value : table.values) {
    file >> value;
    value = static_cast<float>(value);
  }
  table.samples.resize(rows);
  std::iota(table.samples.begin(), table.samples.end(), 100);
  return table;
}

Golden read_golden(const std::string& name) {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/trustworthiness/" + name);
  std::size_t rows = 0, columns = 0, map_columns = 0, cases = 0;
  file >> rows >> columns >> map_columns;
  Golden golden;
  golden.data = read_table(file, "data", rows, columns);
  golden.map = read_table(file, "map", rows, map_columns);
  file >> cases;
  golden.cases.resize(cases);
  for (Case& one : golden.cases) file >> one.neighbours >> one.trustworthiness >> one.continuity;
  REQUIRE(file);
  return golden;
}

PluginInstance measure_of(std::int64_t neighbours, const std::string& against = "data") {
  return instance_of(use_of("trustworthiness",
                            {{"of", std::string("map")}, {"against", against}, {"neighbours", neighbours}}),
                     PluginList::analyse);
}

Result<PluginOutput> measured(PluginInstance& instance, const Table& map, const Table& data) {
  const std::vector<const Table*> tables = {&map, &data};
  return instance.analyse(nullptr, tables);
}

std::map<std::string, double> numbers(PluginInstance instance, const Table& map, const Table& data) {
  return numbers_of(measured(instance, map, data).take());
}

std::string refusal(PluginInstance instance, const Table& map, const Table& data) {
  const auto refused = measured(instance, map, data);
  REQUIRE_FALSE(refused);
  return refused.diagnostics().at(0).message;
}

// The rows in another order.
Table turned(Table table) {
  const std::size_t columns = table.columns.size();
  const auto rotate = [](auto& values, std::size_t by) {
    std::rotate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(by), values.end());
  };
  rotate(table.values, 7 * columns);
  rotate(table.samples, 7);
  return table;
}

TEST_CASE("trustworthiness and continuity of a table are scikit-learn's") {
  for (const std::string name : {"wide.txt", "narrow.txt"}) {
    const Golden golden = read_golden(name);
    for (const Case& one : golden.cases) {
      const auto found = numbers(measure_of(one.neighbours), golden.map, golden.data);
      CHECK(found.at("trustworthiness-map.trustworthiness") == Approx(one.trustworthiness).epsilon(1e-12));
      CHECK(found.at("trustworthiness-map.continuity") == Approx(one.continuity).epsilon(1e-12));
    }
  }
}

TEST_CASE("trustworthiness of images finds the row of each image by its number, and tells the split") {
  const Golden golden = read_golden("wide.txt");
  const std::vector<float> pixels(golden.data.values.begin(), golden.data.values.end());
  const std::vector<std::uint32_t> samples(golden.data.samples.begin(), golden.data.samples.end());
  const PluginBatch images{.values = pixels,
                           .count = 80,
                           .channels = 1,
                           .height = 4,
                           .width = 5,
                           .samples = samples,
                           .from = ImageSet::test};
  PluginInstance instance = measure_of(15, "images");
  CHECK(instance.request().take().wants_images);
  const Table map = turned(golden.map);
  const std::vector<const Table*> tables = {&map};
  const PluginOutput output = instance.analyse(&images, tables).take();
  CHECK(numbers_of(output).at("trustworthiness-map.trustworthiness") ==
        Approx(golden.cases.at(2).trustworthiness).epsilon(1e-12));
  CHECK(output.metrics.at(0).split == "test");
}

TEST_CASE("a map that is the data itself is trusted whole, also where rows are equal or huge") {
  Golden golden = read_golden("narrow.txt");
  std::fill_n(golden.map.values.begin(), 12, 0.5);
  for (double& value : golden.map.values) value *= 1e300;
  const auto found = numbers(measure_of(5, "map"), golden.map, golden.data);
  CHECK(found.at("trustworthiness-map.trustworthiness") == 1.0);
  CHECK(found.at("trustworthiness-map.continuity") == 1.0);
}

TEST_CASE("trustworthiness refuses rows of other images, and too many neighbours") {
  const Golden golden = read_golden("narrow.txt");
  Table other = golden.data;
  other.samples.back() = 7;
  CHECK(refusal(measure_of(5), golden.map, other) ==
        "'against' of 'trustworthiness': the 41 test images of 'map' are not the 41 test images of 'data'; "
        "give "
        "what makes them the same `images`, `seed` and `from`");
  other = golden.data;
  other.samples.back() = other.samples.front();
  CHECK(refusal(measure_of(5), golden.map, other).find("are not the 41 test images") != std::string::npos);
  other = golden.data;
  other.origin.from = ImageSet::validation;
  CHECK(refusal(measure_of(5), golden.map, other).find("41 validation images") != std::string::npos);
  CHECK(refusal(measure_of(21), golden.map, golden.data) ==
        "'neighbours' of 'trustworthiness': must be below half of the rows, and there are 41");
}

}  // namespace
}  // namespace cae

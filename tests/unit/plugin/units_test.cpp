// Against NumPy: tests/golden/make_units.py made the files.
#include <fstream>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

PluginInstance units(std::vector<std::pair<std::string, SettingValue>> settings = {}) {
  settings.insert(settings.begin(), {"of", std::string("layer")});
  return instance_of(use_of("units", settings), PluginList::analyse);
}

Table layer_of(std::size_t channels, std::size_t places, std::vector<double> values) {
  return {.name = "layer",
          .columns = std::vector<std::string>(channels * places, "x"),
          .values = std::move(values),
          .samples = {},
          .labels = {},
          .origin = {.from = ImageSet::test, .channels = channels, .height = places, .width = 1}};
}

Result<PluginOutput> analyse(PluginInstance instance, const Table& table) {
  const std::vector<const Table*> tables = {&table};
  return instance.analyse(nullptr, tables);
}

double cell(const PluginOutput& output, std::size_t unit, const std::string& column) {
  const Table& table = output.tables.at(0).table;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i] == column) return table.values.at((unit - 1) * table.columns.size() + i);
  }
  FAIL("no column " << column);
  return 0.0;
}

TEST_CASE("units of a flat layer, and channels of one with places, are as NumPy describes them") {
  for (const std::string name : {"flat.txt", "channels.txt"}) {
    CAPTURE(name);
    std::ifstream file(CAE_SOURCE_DIR "/tests/golden/units/" + name);
    std::size_t rows = 0, count = 0, places = 0;
    file >> rows >> count >> places;
    std::vector<double> numbers(rows * count * places);
    for (double& number : numbers) file >> number;
    const PluginOutput output = analyse(units(), layer_of(count, places, numbers)).take();
    CHECK(output.tables.at(0).table.name == "units-layer");
    REQUIRE(output.tables[0].table.rows() == count);
    double expected = 0.0;
    for (std::size_t unit = 1; unit <= count; ++unit) {
      for (const char* column :
           {"mean", "variance", "minimum", "maximum", "zeros", "at_minimum", "at_maximum"}) {
        file >> expected;
        CAPTURE(unit, column);
        CHECK(cell(output, unit, column) == Approx(expected).epsilon(1e-9).margin(1e-12));
      }
    }
    for (std::size_t unit = 1; unit <= count; ++unit) {
      CAPTURE(unit);
      file >> expected;
      CHECK(cell(output, unit, "largest_correlation") == Approx(expected).epsilon(1e-9));
      file >> expected;
      CHECK(cell(output, unit, "most_correlated") == expected);
    }
    file >> expected;
    REQUIRE(file);
    CHECK(numbers_of(output).at("units-layer.participation_ratio") == Approx(expected).epsilon(1e-9));
  }
}

TEST_CASE("dead, constant, saturated and active units are counted") {
  // Dead; constant; at one of two ends; varying a little; varying much.
  std::vector<double> numbers;
  for (int row = 0; row < 10; ++row) {
    const double at = row;
    for (const double number : {0.0, 0.7, row % 2 == 0 ? 0.0 : 5.0, 0.01 * at, at}) numbers.push_back(number);
  }
  const PluginOutput output = analyse(units(), layer_of(5, 1, numbers)).take();
  CHECK(cell(output, 1, "dead") == 1.0);
  CHECK(cell(output, 1, "constant") == 1.0);
  CHECK(cell(output, 2, "dead") == 0.0);
  CHECK(cell(output, 2, "constant") == 1.0);
  CHECK(cell(output, 2, "saturated") == 0.0);
  CHECK(cell(output, 3, "saturated") == 1.0);
  CHECK(cell(output, 4, "active") == 0.0);
  CHECK(cell(output, 5, "active") == 1.0);
  const std::map<std::string, double> metrics = numbers_of(output);
  CHECK(metrics.at("units-layer.units") == 5.0);
  CHECK(metrics.at("units-layer.dead") == 1.0);
  CHECK(metrics.at("units-layer.constant") == 2.0);
  CHECK(metrics.at("units-layer.saturated") == 1.0);
  CHECK(metrics.at("units-layer.active") == 2.0);
  CHECK(metrics.at("units-layer.largest_correlation") == Approx(1.0));
  CHECK(metrics.at("units-layer.zeros") == Approx((1.0 + 0.5 + 0.1 + 0.1) / 5.0));
  CHECK(output.metrics.front().split == "test");

  const PluginOutput lower = analyse(units({{"active", 0.0005}}), layer_of(5, 1, numbers)).take();
  CHECK(cell(lower, 4, "active") == 1.0);
}

TEST_CASE("equal rows have no directions, and huge numbers no infinite ones") {
  const PluginOutput equal = analyse(units(), layer_of(2, 1, {0.1, 0.3, 0.1, 0.3, 0.1, 0.3})).take();
  CHECK(numbers_of(equal).at("units-layer.constant") == 2.0);
  CHECK(numbers_of(equal).at("units-layer.largest_correlation") == 0.0);
  CHECK(numbers_of(equal).at("units-layer.participation_ratio") == 0.0);
  const PluginOutput huge = analyse(units(), layer_of(2, 1, {1e130, 0.0, -1e130, 0.0, 0.0, 1.0})).take();
  CHECK(numbers_of(huge).at("units-layer.participation_ratio") == Approx(1.0));
  const auto refused = analyse(units(), layer_of(1, 1, {1e150, 0.0}));
  REQUIRE_FALSE(refused);
  CHECK(refused.diagnostics().at(0).message == "'of' of 'units': has numbers beyond 1e140");
}

TEST_CASE("a table of one row is refused, before training, too") {
  const auto refused = analyse(units(), layer_of(3, 1, {1, 2, 3}));
  REQUIRE_FALSE(refused);
  CHECK(refused.diagnostics().at(0).message == "'of' of 'units': needs at least 2 rows, and there are 1");

  const std::vector<ForeseenTable> one = {{.name = "layer", .columns = {"a", "b"}, .rows = 1}};
  CHECK_FALSE(units().check(nullptr, "", one));
  const std::vector<ForeseenTable> many = {
      {.name = "layer",
       .columns = std::vector<std::string>(12, "x"),
       .rows = 100,
       .origin = {.from = ImageSet::test, .channels = 3, .height = 2, .width = 2}}};
  const auto foreseen = units().check(nullptr, "", many).take();
  REQUIRE(foreseen);
  CHECK(foreseen->tables.at(0).rows == 3);
  CHECK(foreseen->memory_bytes > 1000 * sizeof(double));
}

}  // namespace
}  // namespace cae

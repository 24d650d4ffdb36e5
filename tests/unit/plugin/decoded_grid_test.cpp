// Against NumPy: tests/golden/make_code_pictures.py made the file.
#include <fstream>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"
#include "tests/unit/plugin/seen_codes.h"

namespace cae {
namespace {

using namespace test;

Table codes_of(std::size_t units, std::vector<double> values) {
  Table table{.name = "codes", .columns = {}, .values = std::move(values), .samples = {}, .labels = {}};
  for (std::size_t unit = 1; unit <= units; ++unit) table.columns.push_back("code_" + std::to_string(unit));
  return table;
}

PluginInstance decoded_grid(const std::vector<std::pair<std::string, SettingValue>>& settings,
                            const SeeingModel& seeing) {
  std::vector<std::pair<std::string, SettingValue>> all = {{"of", std::string("codes")}};
  all.insert(all.end(), settings.begin(), settings.end());
  PluginInstance instance = instance_of(use_of("decoded-grid", all), PluginList::analyse);
  CHECK(instance.request().take().wants_model);
  instance.show_model(seeing.model());
  return instance;
}

Result<PluginOutput> analyse(PluginInstance instance, const Table& table) {
  const std::vector<const Table*> tables = {&table};
  return instance.analyse(nullptr, tables);
}

TEST_CASE("codes of two numbers are decoded over their range, x to the right and y upwards") {
  const SeeingModel seeing{.units = 2};
  const Table codes = codes_of(2, {0.0, 0.2, 1.0, 0.4, 0.5, 0.8});
  const PluginOutput output =
      analyse(decoded_grid({{"side", std::int64_t{3}}, {"low", 0.0}, {"high", 100.0}}, seeing), codes).take();
  const Table& table = output.tables.at(0).table;
  CHECK(table.name == "decoded-grid-codes");
  CHECK(table.columns == std::vector<std::string>{"row", "column", "x", "y", "code_1", "code_2"});
  REQUIRE(table.rows() == 9);
  const auto row = [&](std::size_t i) {
    return std::vector<double>(table.values.begin() + static_cast<std::ptrdiff_t>(6 * i),
                               table.values.begin() + static_cast<std::ptrdiff_t>(6 * i + 6));
  };
  CHECK(row(0) == std::vector<double>{1, 1, 0.0, 0.8, 0.0, 0.8});
  CHECK(row(5) == std::vector<double>{2, 3, 1.0, 0.5, 1.0, 0.5});
  CHECK(row(8) == std::vector<double>{3, 3, 1.0, 0.2, 1.0, 0.2});
  CHECK(seeing.seen->size() == 18);
  CHECK(seeing.seen->at(1) == 0.8F);

  const Picture& picture = output.pictures.at(0);
  CHECK(picture.name == "decoded-grid-codes");
  CHECK(picture.width == 3 * 2 * 16);
  CHECK(picture.height == 3 * 16);
  CHECK(picture.pixels[0] == 0);                      // code_1 of the upper left cell
  CHECK(picture.pixels[std::size_t{16} * 3] == 204);  // its code_2, 0.8
}

TEST_CASE("longer codes are decoded along their first two principal axes, as NumPy finds them") {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/code-pictures/grid.txt");
  std::size_t rows = 0, units = 0, side = 0;
  file >> rows >> units >> side;
  const auto read = [&](std::size_t count) {
    std::vector<double> values(count);
    for (double& value : values) file >> value;
    return values;
  };
  const std::vector<double> codes = read(rows * units), ends = read(4), share = read(1);
  const std::vector<double> cells = read(side * side * units);
  REQUIRE(file);
  const SeeingModel seeing{.units = units};
  const PluginOutput output =
      analyse(decoded_grid({{"side", static_cast<std::int64_t>(side)}, {"low", 5.0}, {"high", 90.0}}, seeing),
              codes_of(units, codes))
          .take();
  const Table& table = output.tables.at(0).table;
  const std::size_t columns = 4 + units;
  REQUIRE(table.values.size() == side * side * columns);
  CHECK(table.values[2] == Approx(ends[0]).epsilon(1e-9));
  CHECK(table.values[3] == Approx(ends[3]).epsilon(1e-9));
  for (std::size_t cell = 0; cell < side * side; ++cell) {
    for (std::size_t unit = 0; unit < units; ++unit)
      CHECK(table.values[cell * columns + 4 + unit] == Approx(cells[cell * units + unit]).epsilon(1e-9));
  }
  CHECK(numbers_of(output).at("decoded-grid-codes.explained_variance_ratio") ==
        Approx(share[0]).epsilon(1e-9));
}

TEST_CASE("a code of one number is a row, equal codes are one image, and rank 1 is no NaN") {
  const SeeingModel one{.units = 1};
  const PluginOutput line =
      analyse(decoded_grid({{"side", std::int64_t{5}}}, one), codes_of(1, {0.0, 1.0, 0.5})).take();
  CHECK(line.tables.at(0).table.rows() == 5);
  CHECK(line.pictures.at(0).height == 16);

  const SeeingModel three{.units = 3};
  const PluginOutput equal =
      analyse(decoded_grid({{"side", std::int64_t{2}}}, three), codes_of(3, {0.1, 0.2, 0.3, 0.1, 0.2, 0.3}))
          .take();
  CHECK(numbers_of(equal).at("decoded-grid-codes.explained_variance_ratio") == 1.0);
  CHECK(equal.tables[0].table.values[4] == Approx(0.1));
  const PluginOutput straight =
      analyse(decoded_grid({{"side", std::int64_t{2}}}, three), codes_of(3, {0, 0, 0, 1, 1, 1, 2, 2, 2}))
          .take();
  CHECK(numbers_of(straight).at("decoded-grid-codes.explained_variance_ratio") == Approx(1.0));
}

TEST_CASE("what cannot be decoded is refused before training") {
  const std::vector<ForeseenTable> pairs = {{.name = "codes", .columns = {"a", "b"}, .rows = 10}};
  const auto refusal = [&](std::size_t units, const std::vector<ForeseenTable>& tables) {
    const auto refused = decoded_grid({}, {.units = units}).check(nullptr, "", tables);
    REQUIRE_FALSE(refused);
    return refused.diagnostics().at(0).message;
  };
  CHECK(refusal(3, pairs) ==
        "'of' of 'decoded-grid': 'codes' has rows of 2 numbers, and a code of this model has 3");
  CHECK(refusal(0, pairs) ==
        "the plugin 'decoded-grid' failed in check: this model has no code that can be decoded alone");
  const std::vector<ForeseenTable> large = {
      {.name = "codes", .columns = std::vector<std::string>(2000, "c"), .rows = 3000}};
  CHECK(refusal(2000, large) ==
        "'of' of 'decoded-grid': principal axes of 3000 codes of 2000 numbers take too long; choose at most "
        "1024 images");
  const auto foreseen = decoded_grid({}, {.units = 2}).check(nullptr, "", pairs).take();
  REQUIRE(foreseen);
  CHECK(foreseen->tables.at(0).rows == 225);
  CHECK_THROWS_AS(decoded_grid({{"low", 50.0}, {"high", 50.0}}, {.units = 2}), Failure);
}

}  // namespace
}  // namespace cae

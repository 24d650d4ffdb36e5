// Against scikit-learn and openTSNE: tests/golden/make_t_sne.py made the file. What t-sne is made of is
// compared in tests/unit/analyses.
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

using Settings = std::vector<std::pair<std::string, SettingValue>>;

std::vector<double> read(std::ifstream& file, std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) file >> value;
  return values;
}

Table table_of(std::size_t columns, std::vector<double> values) {
  Table table;
  table.name = "data";
  table.columns.assign(columns, "x");
  table.values = std::move(values);
  table.samples.resize(table.rows());
  std::iota(table.samples.begin(), table.samples.end(), 0);
  return table;
}

struct Golden {
  Table data;
  double perplexity = 0.0;
  std::vector<double> exact_runs, tree_runs;  // divergences of other programs' runs
};

Golden read_golden() {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/t-sne/digits.txt");
  std::size_t rows = 0, columns = 0, runs = 0;
  file >> rows >> columns;
  Golden golden;
  golden.data = table_of(columns, read(file, rows * columns));
  file >> golden.perplexity;
  read(file, 3 * rows + 2 * rows + 1 + 2 * rows);
  file >> runs;
  golden.exact_runs = read(file, runs);
  file >> runs;
  golden.tree_runs = read(file, runs);
  REQUIRE(file);
  return golden;
}

PluginInstance t_sne(Settings settings) {
  settings.emplace_back("of", std::string("data"));
  return instance_of(use_of("t-sne", settings), PluginList::analyse);
}

PluginOutput mapped(const Table& data, const Settings& settings) {
  PluginInstance instance = t_sne(settings);
  const std::vector<const Table*> tables = {&data};
  return instance.analyse(nullptr, tables).take();
}

std::string refusal(const Table& data, const Settings& settings) {
  PluginInstance instance = t_sne(settings);
  const std::vector<const Table*> tables = {&data};
  const auto refused = instance.analyse(nullptr, tables);
  REQUIRE_FALSE(refused);
  return refused.diagnostics().at(0).message;
}

// The first rows alone, and quickly.
Table few_rows(Table data, std::size_t rows) {
  data.values.resize(rows * data.columns.size());
  data.samples.resize(rows);
  return data;
}

const Settings quick = {{"perplexity", 5.0}, {"iterations", std::int64_t{40}}, {"early", std::int64_t{10}}};

void check_divergences(const Golden& golden, double theta, const std::vector<double>& runs) {
  const auto [least, most] = std::minmax_element(runs.begin(), runs.end());
  for (const std::int64_t seed : {1, 2}) {
    const PluginOutput output = mapped(golden.data, {{"perplexity", golden.perplexity},
                                                     {"theta", theta},
                                                     {"start", std::string("random")},
                                                     {"start_seed", seed}});
    const double found = numbers_of(output).at("t-sne-data.kl_divergence");
    CHECK(found > *least - 0.05 * (*most - *least));
    CHECK(found < *most);
  }
}

TEST_CASE("t-sne of all pairs comes as far as scikit-learn's runs") {
  const Golden golden = read_golden();
  check_divergences(golden, 0.0, golden.exact_runs);
}

TEST_CASE("t-sne with a tree comes as far as scikit-learn's and openTSNE's runs") {
  const Golden golden = read_golden();
  check_divergences(golden, 0.5, golden.tree_runs);
}

TEST_CASE("t-sne gives a table of two columns to be drawn, a row an image") {
  const Table data = few_rows(read_golden().data, 40);
  const PluginOutput output = mapped(data, quick);
  const Table& map = output.tables.at(0).table;
  CHECK(map.name == "t-sne-data");
  CHECK(map.columns == std::vector<std::string>{"t-SNE1", "t-SNE2"});
  CHECK(map.samples == data.samples);
  CHECK(output.tables[0].drawing == TableDrawing::scatter);
}

TEST_CASE("t-sne has the same bits on any number of threads") {
  const Table data = few_rows(read_golden().data, 150);
  const PluginOutput whole = mapped(data, quick);
  for (const std::size_t threads : {1, 2, 5}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    const PluginOutput again = mapped(data, quick);
    CHECK(again.tables.at(0).table.values == whole.tables.at(0).table.values);
    CHECK(again.metrics == whole.metrics);
  }
}

TEST_CASE("t-sne of one column, and of equal rows, has points and no infinite number") {
  std::vector<double> line(30);
  std::iota(line.begin(), line.end(), -3.0);
  for (const Table& data : {table_of(1, line), table_of(3, std::vector<double>(90, 2.5)),
                            table_of(2, std::vector<double>(60, 1e300))}) {
    for (const double theta : {0.0, 0.5}) {
      Settings settings = quick;
      settings.emplace_back("theta", theta);
      const PluginOutput output = mapped(data, settings);
      const std::vector<double>& points = output.tables.at(0).table.values;
      CHECK(*std::max_element(points.begin(), points.end()) > 0.0);
    }
  }
}

TEST_CASE("t-sne says what perplexity there can be, and how many rows all pairs may have") {
  const Table data = few_rows(read_golden().data, 40);
  CHECK(refusal(data, {{"perplexity", 13.5}}) == "'perplexity' of 't-sne': must be at most 13 for 40 rows");
  CHECK(refusal(few_rows(data, 3), {{"perplexity", 1.0}}) ==
        "'perplexity' of 't-sne': a map needs 4 rows, and there are 3");
  CHECK(refusal(table_of(1, std::vector<double>(3001, 1.0)), {{"theta", 0.0}}) ==
        "'theta' of 't-sne': 0 takes too long for 3001 rows; choose 0.5, or at most 3000 rows");
}

}  // namespace
}  // namespace cae

// Against scikit-learn: tests/golden/make_class_analyses.py made the files.
#include <algorithm>
#include <numeric>

#include "tests/unit/plugin/class_analyses.h"

namespace cae {
namespace {

using namespace test;

Settings clusters_of(const std::string& table, std::int64_t clusters, std::int64_t restarts = 10) {
  return {{"of", table}, {"clusters", clusters}, {"restarts", restarts}};
}

std::vector<double> centres_by_first_column(const Table& centres) {
  const std::size_t columns = centres.columns.size();
  std::vector<std::vector<double>> rows;
  for (std::size_t row = 0; row < centres.rows(); ++row)
    rows.emplace_back(centres.values.data() + row * columns, centres.values.data() + (row + 1) * columns);
  std::sort(rows.begin(), rows.end());
  std::vector<double> values;
  for (const std::vector<double>& row : rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

TEST_CASE("the best of many starts of k-means is the best of scikit-learn's") {
  for (const std::string name : {"four.txt", "two.txt"}) {
    const ClassGolden golden(name);
    const Table table = golden.table("tested");
    const std::int64_t clusters = name == "two.txt" ? 2 : 4;
    const PluginOutput output =
        analyse_tables("k-means", clusters_of("latent-code", clusters, 500), {&table}).take();
    const auto metric = [&](const std::string& key) {
      return metric_of(output, "k-means-latent-code." + key);
    };
    for (const std::string key :
         {"inertia", "adjusted_rand_index", "normalised_mutual_information", "homogeneity"})
      CHECK(metric(key) == Approx(golden.number(key)).epsilon(1e-9));
    CHECK(metric("iterations") >= 1);
    check_close(centres_by_first_column(table_called(output, "k-means-latent-code-centres")),
                golden.list("centres_by_first_column"), 1e-9);
  }
}

TEST_CASE("the tables of k-means belong together") {
  const Table table = ClassGolden("four.txt").table("tested");
  const PluginOutput output = analyse_tables("k-means", clusters_of("latent-code", 3), {&table}).take();
  const Table& assigned = table_called(output, "k-means-latent-code");
  CHECK(assigned.columns == std::vector<std::string>{"cluster", "distance"});
  CHECK(assigned.labels == table.labels);
  const Table& classes = table_called(output, "k-means-latent-code-classes");
  CHECK(classes.labels == std::vector<std::int64_t>{0, 1, 2, 5});
  CHECK(classes.columns == std::vector<std::string>{"cluster_0", "cluster_1", "cluster_2"});
  std::vector<double> counted(12);
  double inertia = 0.0;
  for (std::size_t row = 0; row < assigned.rows(); ++row) {
    const auto found = std::find(classes.labels.begin(), classes.labels.end(), table.labels[row]);
    const auto cluster = static_cast<std::size_t>(assigned.values[2 * row]);
    ++counted.at(static_cast<std::size_t>(found - classes.labels.begin()) * 3 + cluster);
    inertia += assigned.values[2 * row + 1] * assigned.values[2 * row + 1];
  }
  CHECK(classes.values == counted);
  CHECK(metric_of(output, "k-means-latent-code.inertia") == Approx(inertia));
  CHECK(table_called(output, "k-means-latent-code-centres").columns == table.columns);
}

TEST_CASE("the start seed decides the starts") {
  const Table table = ClassGolden("four.txt").table("tested");
  const auto inertia = [&](std::int64_t seed) {
    Settings settings = clusters_of("latent-code", 30, 1);
    settings.emplace_back("start_seed", seed);
    return metric_of(analyse_tables("k-means", settings, {&table}).take(), "k-means-latent-code.inertia");
  };
  CHECK(inertia(1) == inertia(1));
  CHECK(inertia(1) != inertia(2));
}

TEST_CASE("one cluster has the mean as its centre, and as many clusters as rows have no inertia") {
  const Table table = pairs_table({0, 0, 1, 0, 2, 6}, {0, 0, 0});
  const PluginOutput one = analyse_tables("k-means", clusters_of("t", 1), {&table}).take();
  CHECK(table_called(one, "k-means-t-centres").values == std::vector<double>{1, 2});
  CHECK(metric_of(one, "k-means-t.adjusted_rand_index") == 1.0);
  CHECK(metric_of(one, "k-means-t.normalised_mutual_information") == 1.0);
  CHECK(metric_of(one, "k-means-t.homogeneity") == 1.0);
  const PluginOutput all = analyse_tables("k-means", clusters_of("t", 3), {&table}).take();
  CHECK(metric_of(all, "k-means-t.inertia") == 0.0);
}

TEST_CASE("k-means of equal rows has no inertia, and without classes no agreement with them") {
  const Table table = pairs_table(std::vector<double>(12, 0.7), {});
  const PluginOutput output = analyse_tables("k-means", clusters_of("t", 4), {&table}).take();
  CHECK(metric_of(output, "k-means-t.inertia") == Approx(0.0).margin(1e-20));
  CHECK(output.metrics.size() == 2);
  CHECK(output.tables.size() == 2);
}

TEST_CASE("k-means of numbers of any size finds the same clusters") {
  const auto found = [](double scale) {
    const Table table =
        pairs_table({0, 0, 0, scale, 9 * scale, 9 * scale, 9 * scale, 8 * scale}, {0, 0, 1, 1});
    return metric_of(analyse_tables("k-means", clusters_of("t", 2), {&table}).take(),
                     "k-means-t.adjusted_rand_index");
  };
  CHECK(found(1e139) == 1.0);
  CHECK(found(1e-100) == 1.0);
}

TEST_CASE("k-means says that there are fewer rows than clusters") {
  const Table table = pairs_table({0, 0, 1, 1}, {0, 1});
  CHECK(refusal(analyse_tables("k-means", clusters_of("t", 3), {&table})) ==
        "'clusters' of 'k-means': 't' has only 2 rows");
}

}  // namespace
}  // namespace cae

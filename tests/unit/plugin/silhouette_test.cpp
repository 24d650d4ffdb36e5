// Against scikit-learn: tests/golden/make_class_analyses.py made the files.
#include "tests/unit/plugin/class_analyses.h"

namespace cae {
namespace {

using namespace test;

const Settings of_code = {{"of", std::string("latent-code")}};
const Settings of_t = {{"of", std::string("t")}};

TEST_CASE("silhouettes of rows are scikit-learn's") {
  for (const std::string name : {"four.txt", "two.txt"}) {
    const ClassGolden golden(name);
    const Table table = golden.table("tested");
    const PluginOutput output = analyse_tables("silhouette", of_code, {&table}).take();
    const Table& found = table_called(output, "silhouette-latent-code");
    check_close(found.values, golden.list("silhouettes"), 1e-9);
    CHECK(found.labels == table.labels);
    CHECK(found.samples == table.samples);
  }
}

TEST_CASE("the mean silhouette is given of all rows and of each class") {
  const Table table = ClassGolden("four.txt").table("tested");
  const PluginOutput output = analyse_tables("silhouette", of_code, {&table}).take();
  const std::string metric = "silhouette-latent-code.mean_silhouette";
  const std::vector<double>& values = output.tables.at(0).table.values;
  double sum = 0.0, of_five = 0.0;
  int fives = 0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    sum += values[row];
    if (table.labels[row] != 5) continue;
    of_five += values[row];
    ++fives;
  }
  CHECK(metric_of(output, metric) == Approx(sum / static_cast<double>(values.size())));
  CHECK(metric_of(output, metric, "test", "5") == Approx(of_five / fives));
  CHECK(output.metrics.size() == 5);
}

TEST_CASE("the silhouettes of clusters are those that scikit-learn gives for its clusters") {
  const ClassGolden golden("four.txt");
  const Table table = golden.table("tested");
  const PluginOutput clusters = analyse_tables("k-means",
                                               {{"of", std::string("latent-code")},
                                                {"clusters", std::int64_t{4}},
                                                {"restarts", std::int64_t{500}}},
                                               {&table})
                                    .take();
  const PluginOutput output =
      analyse_tables("silhouette",
                     {{"of", std::string("latent-code")}, {"by", std::string("k-means-latent-code")}},
                     {&table, &table_called(clusters, "k-means-latent-code")})
          .take();
  CHECK(metric_of(output, "silhouette-latent-code.mean_silhouette") ==
        Approx(golden.number("cluster_silhouette")).epsilon(1e-9));
  CHECK(output.metrics.size() == 1);
}

TEST_CASE("equal rows and the only row of a class have a silhouette of 0") {
  const Table equal = pairs_table({1, 1, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 1});
  CHECK(analyse_tables("silhouette", of_t, {&equal}).take().tables.at(0).table.values ==
        std::vector<double>(4, 0.0));
  const Table single = pairs_table({0, 0, 0, 1, 5, 5}, {0, 0, 1});
  CHECK(analyse_tables("silhouette", of_t, {&single}).take().tables.at(0).table.values[2] == 0.0);
}

TEST_CASE("silhouettes of huge numbers are those of small ones") {
  const Table small = pairs_table({0, 0, 1, 0, 5, 5, 6, 5}, {0, 0, 1, 1});
  const Table huge = pairs_table({0, 0, 1e100, 0, 5e100, 5e100, 6e100, 5e100}, {0, 0, 1, 1});
  check_close(analyse_tables("silhouette", of_t, {&huge}).take().tables.at(0).table.values,
              analyse_tables("silhouette", of_t, {&small}).take().tables.at(0).table.values, 1e-12);
}

TEST_CASE("silhouette says what it lacks") {
  const Table unlabelled = pairs_table({0, 0, 1, 1}, {});
  CHECK(refusal(analyse_tables("silhouette", of_t, {&unlabelled})) ==
        "the plugin 'silhouette' failed in analyse: this needs the classes of the images, and those of 't' "
        "have none");
  const Table one_class = pairs_table({0, 0, 1, 1}, {3, 3});
  CHECK(refusal(analyse_tables("silhouette", of_t, {&one_class})) ==
        "the plugin 'silhouette' failed in analyse: silhouettes need at least 2 classes, and 't' has rows of "
        "1");
  const Table beyond = pairs_table({0, 0, 1, 1e200}, {0, 1});
  CHECK(refusal(analyse_tables("silhouette", of_t, {&beyond})) ==
        "'of' of 'silhouette': 't' has numbers beyond 1e140");
  Table other = pairs_table({0, 0, 1, 1}, {});
  other.name = "u";
  const Table table = pairs_table({0, 0, 1, 1}, {0, 1});
  CHECK(refusal(analyse_tables("silhouette", {{"of", std::string("t")}, {"by", std::string("u")}},
                               {&table, &other})) == "'by' of 'silhouette': 'u' has no column 'cluster'");
  other.columns[0] = "cluster";
  other.samples[1] = 9;
  CHECK(refusal(analyse_tables("silhouette", {{"of", std::string("t")}, {"by", std::string("u")}},
                               {&table, &other})) == "'by' of 'silhouette': 'u' is not of the images of 't'");
}

}  // namespace
}  // namespace cae

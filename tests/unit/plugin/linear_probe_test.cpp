// Against scikit-learn: tests/golden/make_class_analyses.py made the files.
#include <algorithm>

#include "tests/unit/plugin/class_analyses.h"

namespace cae {
namespace {

using namespace test;

const Settings cross_validated = {{"of", std::string("latent-code")}};

PluginOutput held_out(const Table& tested, const Table& train, bool standardise) {
  return analyse_tables("linear-probe",
                        {{"of", tested.name}, {"train", train.name}, {"standardise", standardise}},
                        {&tested, &train})
      .take();
}

// The rows of one fold, or all others.
Table rows_of(const Table& table, const std::vector<double>& folds, double fold, bool inside) {
  Table taken = table;
  taken.name = inside ? "inside" : "outside";
  taken.values.clear();
  taken.samples.clear();
  taken.labels.clear();
  const std::size_t columns = table.columns.size();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if ((folds[row] == fold) != inside) continue;
    const auto values = table.values.begin() + static_cast<std::ptrdiff_t>(row * columns);
    taken.values.insert(taken.values.end(), values, values + static_cast<std::ptrdiff_t>(columns));
    taken.samples.push_back(table.samples[row]);
    taken.labels.push_back(table.labels[row]);
  }
  return taken;
}

TEST_CASE("a linear probe gives the probabilities of scikit-learn's logistic regression") {
  for (const std::string name : {"four.txt", "two.txt"}) {
    const ClassGolden golden(name);
    const Table tested = golden.table("tested"), train = golden.table("train");
    for (const bool standardise : {true, false}) {
      const std::string key = standardise ? "scaled_" : "raw_";
      const PluginOutput output = held_out(tested, train, standardise);
      const Table& found = table_called(output, "linear-probe-latent-code");
      CHECK(column_of(found, 0) == golden.list(key + "predicted"));
      check_close(column_of(found, 1), golden.list(key + "probability"), 1e-4);
      CHECK(metric_of(output, "linear-probe-latent-code.log_loss") ==
            Approx(golden.number(key + "log_loss")).epsilon(1e-5));
      CHECK(found.columns.size() == 2);
    }
  }
}

TEST_CASE("cross-validation tests each fold by what was fitted to the others") {
  const Table table = ClassGolden("four.txt").table("tested");
  const PluginOutput output = analyse_tables("linear-probe", cross_validated, {&table}).take();
  const Table& found = table_called(output, "linear-probe-latent-code");
  const std::vector<double> predicted = column_of(found, 0), folds = column_of(found, 2);
  for (const double fold : {1.0, 5.0}) {
    const Table inside = rows_of(table, folds, fold, true), outside = rows_of(table, folds, fold, false);
    CHECK(inside.rows() == 26);
    const PluginOutput alone = held_out(inside, outside, true);
    std::vector<double> of_fold;
    for (std::size_t row = 0; row < folds.size(); ++row) {
      if (folds[row] == fold) of_fold.push_back(predicted[row]);
    }
    CHECK(column_of(table_called(alone, "linear-probe-inside"), 0) == of_fold);
  }
}

TEST_CASE("folds have like shares of the classes, and follow from their seed") {
  const Table table = ClassGolden("two.txt").table("tested");
  const auto folds = [&](std::int64_t seed) {
    Settings settings = cross_validated;
    settings.emplace_back("fold_seed", seed);
    settings.emplace_back("folds", std::int64_t{4});
    const PluginOutput output = analyse_tables("linear-probe", settings, {&table}).take();
    return column_of(table_called(output, "linear-probe-latent-code"), 2);
  };
  const std::vector<double> first = folds(1);
  CHECK(first == folds(1));
  CHECK(first != folds(2));
  for (const std::int64_t label : {2, 5}) {
    std::vector<int> counts(5);
    for (std::size_t row = 0; row < first.size(); ++row)
      counts[static_cast<std::size_t>(first[row])] += table.labels[row] == label ? 1 : 0;
    CHECK(counts[0] == 0);
    CHECK(*std::max_element(counts.begin() + 1, counts.end()) -
              *std::min_element(counts.begin() + 1, counts.end()) <=
          1);
  }
}

TEST_CASE("a linear probe tells which class is taken for which") {
  const ClassGolden golden("four.txt");
  const Table tested = golden.table("tested");
  const PluginOutput output = held_out(tested, golden.table("train"), true);
  const std::vector<double>& predicted = golden.list("scaled_predicted");
  const Table& confusion = table_called(output, "linear-probe-latent-code-confusion");
  CHECK(confusion.columns == std::vector<std::string>{"0", "1", "2", "5"});
  CHECK(confusion.labels == std::vector<std::int64_t>{0, 1, 2, 5});
  double twos = 0.0, twos_as_five = 0.0, right = 0.0;
  for (std::size_t row = 0; row < predicted.size(); ++row) {
    right += predicted[row] == static_cast<double>(tested.labels[row]) ? 1 : 0;
    if (tested.labels[row] != 2) continue;
    ++twos;
    twos_as_five += predicted[row] == 5 ? 1 : 0;
  }
  CHECK(confusion.values[2 * 4 + 3] == twos_as_five);
  const std::string metric = "linear-probe-latent-code.accuracy";
  CHECK(metric_of(output, metric) == right / static_cast<double>(predicted.size()));
  CHECK(metric_of(output, metric, "test", "2") == confusion.values[2 * 4 + 2] / twos);
}

TEST_CASE("a probe of equal rows gives the shares of the classes, and huge numbers are as good as others") {
  const Settings two_folds = {{"of", std::string("t")}, {"folds", std::int64_t{2}}};
  const Table equal = pairs_table(std::vector<double>(24, 0.7), {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
  const PluginOutput output = analyse_tables("linear-probe", two_folds, {&equal}).take();
  CHECK(table_called(output, "linear-probe-t").values.at(1) == Approx(2.0 / 3.0));
  const auto accuracy = [&](double scale) {
    const Table table = pairs_table(
        {0, 0, scale, 0, 0, scale, 9 * scale, 9 * scale, 9 * scale, 8 * scale, 8 * scale, 9 * scale},
        {0, 0, 0, 1, 1, 1});
    return metric_of(analyse_tables("linear-probe", two_folds, {&table}).take(), "linear-probe-t.accuracy");
  };
  CHECK(accuracy(1e139) == 1.0);
  CHECK(accuracy(1e-100) == 1.0);
}

TEST_CASE("a class that no image of the fit has costs the least probability") {
  const Table tested = pairs_table({0, 0, 5, 5}, {9, 2});
  Table train = pairs_table({0, 0, 0, 1, 5, 5, 5, 6}, {1, 1, 2, 2});
  train.name = "train";
  train.origin.from = ImageSet::training;
  const PluginOutput output = held_out(tested, train, true);
  CHECK(column_of(table_called(output, "linear-probe-t"), 0) == std::vector<double>{1, 2});
  CHECK(table_called(output, "linear-probe-t").values.at(1) == Approx(2.22e-16).epsilon(0.01));
}

TEST_CASE("linear-probe says what cannot be") {
  const Table table = pairs_table({0, 0, 1, 1, 2, 2}, {0, 1, 1});
  CHECK(refusal(analyse_tables("linear-probe", {{"of", std::string("t")}}, {&table})) ==
        "'folds' of 'linear-probe': 't' has only 3 rows");
  const Table one_class = pairs_table(std::vector<double>(12, 0.5), std::vector<std::int64_t>(6, 4));
  CHECK(refusal(analyse_tables("linear-probe", {{"of", std::string("t")}}, {&one_class})) ==
        "the plugin 'linear-probe' failed in analyse: this needs 2 to 1000 classes, and those of 't' are 1");
  const Table wide{.name = "w",
                   .columns = std::vector<std::string>(4097, "x"),
                   .values = std::vector<double>(2 * 4097),
                   .samples = {},
                   .labels = {0, 1}};
  CHECK(
      refusal(analyse_tables("linear-probe", {{"of", std::string("w")}}, {&wide})) ==
      "the plugin 'linear-probe' failed in analyse: a linear probe of 4097 columns takes too long; the limit "
      "is 4096, pool the layer");
}

}  // namespace
}  // namespace cae

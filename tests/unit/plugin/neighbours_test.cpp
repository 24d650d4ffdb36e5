// Against scikit-learn: tests/golden/make_class_analyses.py made the files.
#include "tests/unit/plugin/class_analyses.h"

namespace cae {
namespace {

using namespace test;

Settings neighbours_of(const std::string& table, std::int64_t k, const std::string& train = "none") {
  return {{"of", table}, {"k", k}, {"train", train}};
}

std::vector<double> predicted(const PluginOutput& output) {
  return column_of(table_called(output, "neighbours-latent-code"), 0);
}

TEST_CASE("the nearest other rows predict the classes that scikit-learn predicts") {
  for (const std::string name : {"four.txt", "two.txt"}) {
    const ClassGolden golden(name);
    const Table table = golden.table("tested");
    for (const std::int64_t k : {1, 4, 10}) {
      const PluginOutput output =
          analyse_tables("neighbours", neighbours_of("latent-code", k), {&table}).take();
      CHECK(predicted(output) == golden.list("others_" + std::to_string(k)));
    }
  }
}

TEST_CASE("the nearest rows of a table of training images predict the classes that scikit-learn predicts") {
  for (const std::string name : {"four.txt", "two.txt"}) {
    const ClassGolden golden(name);
    const Table tested = golden.table("tested"), train = golden.table("train");
    for (const std::int64_t k : {1, 4, 10}) {
      const PluginOutput output =
          analyse_tables("neighbours", neighbours_of("latent-code", k, "latent-code-train"),
                         {&tested, &train})
              .take();
      CHECK(predicted(output) == golden.list("neighbours_" + std::to_string(k)));
      if (k < 10) continue;
      const Table& confusion = table_called(output, "neighbours-latent-code-confusion");
      CHECK(confusion.values == golden.list("confusion_10"));
      CHECK(confusion.columns.front() == (name == "two.txt" ? "2" : "0"));
      CHECK(confusion.columns.back() == "5");
      CHECK(confusion.labels.back() == 5);
    }
  }
}

TEST_CASE("accuracy is given of all rows, of each class, and for each number of neighbours") {
  const ClassGolden golden("four.txt");
  const Table table = golden.table("tested");
  const PluginOutput output = analyse_tables("neighbours", neighbours_of("latent-code", 10), {&table}).take();
  const std::string metric = "neighbours-latent-code.accuracy";
  const Table& by_k = table_called(output, "neighbours-latent-code-by-k");
  for (const std::size_t k : {1, 4, 10}) {
    const std::vector<double>& theirs = golden.list("others_" + std::to_string(k));
    double right = 0.0, fives = 0.0, right_fives = 0.0;
    for (std::size_t row = 0; row < theirs.size(); ++row) {
      const bool hit = static_cast<std::int64_t>(theirs[row]) == table.labels[row];
      right += hit ? 1 : 0;
      fives += table.labels[row] == 5 ? 1 : 0;
      right_fives += hit && table.labels[row] == 5 ? 1 : 0;
    }
    CHECK(by_k.values[2 * k - 2] == static_cast<double>(k));
    CHECK(by_k.values[2 * k - 1] == right / static_cast<double>(theirs.size()));
    if (k < 10) continue;
    CHECK(metric_of(output, metric) == right / static_cast<double>(theirs.size()));
    CHECK(metric_of(output, metric, "test", "5") == right_fives / fives);
  }
}

TEST_CASE("of equally near rows the first votes, and of equally many votes the lower class wins") {
  const Table table = pairs_table({0, 0, 1, 0, -1, 0}, {3, 7, 4});
  const PluginOutput one = analyse_tables("neighbours", neighbours_of("t", 1), {&table}).take();
  CHECK(table_called(one, "neighbours-t").values.at(0) == 7);
  const PluginOutput both = analyse_tables("neighbours", neighbours_of("t", 2), {&table}).take();
  CHECK(table_called(both, "neighbours-t").values.at(0) == 4);
  CHECK(table_called(both, "neighbours-t").values.at(1) == 0.5);
}

TEST_CASE("a class that only the training images have can be predicted") {
  const Table tested = pairs_table({0, 0, 5, 5}, {1, 2});
  Table train = pairs_table({0, 0.1, 5, 5.1}, {9, 2});
  train.name = "train";
  train.origin.from = ImageSet::training;
  const PluginOutput output =
      analyse_tables("neighbours", neighbours_of("t", 1, "train"), {&tested, &train}).take();
  CHECK(column_of(table_called(output, "neighbours-t"), 0) == std::vector<double>{9, 2});
  CHECK(metric_of(output, "neighbours-t.accuracy", "test", "1") == 0.0);
  CHECK(std::isnan(metric_of(output, "neighbours-t.accuracy", "test", "9")));
}

TEST_CASE("neighbours says what cannot be") {
  const Table table = pairs_table({0, 0, 1, 1, 2, 2}, {0, 1, 1});
  CHECK(refusal(analyse_tables("neighbours", neighbours_of("t", 3), {&table})) ==
        "'k' of 'neighbours': a row of 't' has only 2 others to be a neighbour of");
  Table train = table;
  train.name = "u";
  CHECK(
      refusal(analyse_tables("neighbours", neighbours_of("t", 1, "u"), {&table, &train})) ==
      "'train' of 'neighbours': 'u' and 't' have 3 images in common; test with images that were not learned "
      "from");
  CHECK(refusal(analyse_tables("neighbours", neighbours_of("t", 1, "t"), {&table})) ==
        "'train' of 'neighbours': must not be the table that is tested");
  const Table narrow{.name = "n", .columns = {"a"}, .values = {1, 2}, .samples = {}, .labels = {0, 1}};
  CHECK(refusal(analyse_tables("neighbours", neighbours_of("t", 1, "n"), {&table, &narrow})) ==
        "'train' of 'neighbours': 'n' has 1 columns, and 't' has 2");
  const Table one_class = pairs_table({0, 0, 1, 1}, {4, 4});
  CHECK(refusal(analyse_tables("neighbours", neighbours_of("t", 1), {&one_class})) ==
        "the plugin 'neighbours' failed in analyse: this needs 2 to 1000 classes, and those of 't' are 1");
}

}  // namespace
}  // namespace cae

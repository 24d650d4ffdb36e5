#include "tools/cli/run_comparison.h"

#include "framework/base/catalogue/compare.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"
#include "tools/cli/comparison_notes.h"
#include "tools/cli/comparison_records.h"
#include "tools/cli/run_values.h"

using namespace cae;
using namespace cae::cli;

namespace {

// A store with finished runs.
class Filled {
 public:
  std::int64_t add(const RunRecord& record, double test_loss) {
    const std::int64_t id = store.begin_run(record).take().id;
    for (const std::int64_t epoch : {1, 2}) {
      EpochRecord row = test::sample_epoch(epoch, 9.0, epoch == 2 ? test_loss : 9.0);
      row.terms = {{"test", "pixels", test_loss - 0.1}, {"test", "kl", 0.1}};
      row.metrics = {{"test", "code", "active_units", -1, static_cast<double>(epoch)},
                     {"test", "code", "kl", 3, 0.25}};
      std::move(store.record_epoch(id, row)).take();
    }
    const std::vector<MetricRecord> metrics = {{"knn", "accuracy", 0.75, "test", ""},
                                               {"knn", "accuracy", 0.5, "test", "T-shirt/top"},
                                               {"pca", "a.b", 2.0, "", ""}};
    std::move(store.record_metrics(id, metrics)).take();
    std::move(store.finish_run(id, RunStatus::done)).take();
    return id;
  }
  std::vector<RunSummary> runs() const { return store.runs().take(); }

  test::TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
};

RunRecord sample(const std::string& variant, std::uint64_t seed) {
  return test::sample_run("sample", variant, seed);
}

}  // namespace

TEST_CASE("every number that the store has of a run has a name") {
  Filled filled;
  const std::int64_t id = filled.add(sample("", 1), 0.5);
  const std::map<std::string, double> values = run_values(filled.store, filled.runs()).take().at(id);
  CHECK(values.at("final_test_loss") == 0.5);
  CHECK(values.at("best_epoch") == 2.0);
  CHECK(values.at("knn.accuracy/test") == 0.75);
  CHECK(values.at("knn.accuracy/test/T-shirt/top") == 0.5);
  CHECK(values.at("pca.a.b") == 2.0);
  CHECK(values.at("term:kl/test") == 0.1);
  CHECK(values.at("reconstruction/test") == Approx(0.4));
  CHECK(values.at("layer:code.active_units/test") == 2.0);
  CHECK(values.at("layer:code.kl/test/3") == 0.25);
  CHECK_FALSE(values.contains("final_validation_loss"));
}

TEST_CASE("variants are compared with the base over their seeds") {
  Filled filled;
  filled.add(sample("wide", 1), 0.40);
  filled.add(sample("wide", 2), 0.42);
  filled.add(sample("", 1), 0.50);
  filled.add(sample("", 2), 0.51);
  const RunComparison comparison = compare_runs(filled.store, filled.runs(), {}).take();
  REQUIRE(comparison.variants.size() == 2);
  CHECK(comparison.metric == "final_test_loss");
  CHECK(comparison.base().name == "(base)");
  CHECK(comparison.base().mean == Approx(0.505));
  CHECK_FALSE(comparison.base().difference);
  const ComparedVariant& wide = comparison.variants[1];
  REQUIRE(wide.difference);
  CHECK(wide.difference->mean == Approx(-0.095));
  CHECK(wide.cost.parameters == 306699);
  CHECK_FALSE(wide.cost.flops);  // the sample's model is none
  CHECK(wide.pareto.parameters);
  CHECK_FALSE(comparison.base().pareto.parameters);
  CHECK(comparison_rows(comparison).rows.size() == 2);
}

TEST_CASE("runs of one variant with other settings, and other machines, are noticed") {
  Filled filled;
  filled.add(sample("", 1), 0.50);
  RunRecord other = sample("", 2);
  other.configuration = R"({"train":{"batch":50}})";
  other.threads = 1;
  filled.add(other, 0.51);
  const RunComparison comparison = compare_runs(filled.store, filled.runs(), {}).take();
  CHECK(comparison.base().mixed == std::vector<std::string>{"train.batch"});
  CHECK_FALSE(comparison.one_machine);
  CHECK(comparison_json(comparison)["variants"][0]["pareto_parameters"].is_null());
}

TEST_CASE("variants that successive halving dropped are said to be trained for fewer epochs") {
  Filled filled;
  filled.add(sample("", 1), 0.50);
  const std::int64_t dropped = filled.add(sample("wide", 1), 0.40);
  std::move(
      filled.store.record_end_reason(
          dropped, "successive halving after epoch 2 of 20: place 5 of 9 combinations, of which 3 went on"))
      .take();
  const RunComparison comparison = compare_runs(filled.store, filled.runs(), {}).take();
  CHECK(notes_of(comparison) ==
        std::vector<std::string>{"trained for 2 epochs alone, then dropped by successive halving; its losses "
                                 "are not those of a whole training: wide"});
  CHECK(comparison_json(comparison)["variants"][0]["dropped_after_epoch"].is_null());
  CHECK(comparison_json(comparison)["variants"][1]["dropped_after_epoch"] == 2);
}

TEST_CASE("a metric that is not a loss has a Pareto line only where it is said what is best") {
  Filled filled;
  filled.add(sample("", 1), 0.50);
  filled.add(sample("wide", 1), 0.40);
  const auto json = [&](Best best) {
    return comparison_json(
        compare_runs(filled.store, filled.runs(), {.metric = "knn.accuracy/test", .best = best}).take());
  };
  CHECK(json(Best::unknown)["variants"][0]["pareto_parameters"].is_null());
  CHECK(json(Best::highest)["variants"][0]["pareto_parameters"] == true);
  CHECK(json(Best::highest)["best"] == "highest");
}

TEST_CASE("what cannot be compared is said with what there is") {
  Filled filled;
  filled.add(sample("", 1), 0.50);
  const auto code = [&](const ComparisonRequest& request) {
    return compare_runs(filled.store, filled.runs(), request).diagnostics().front().code;
  };
  CHECK(code({.metric = "final_tset_loss"}) == "E731");
  const Diagnostic parted = catalogue::unknown_metric(
      "loss", "", names_with("loss", {"best_test_loss", "seconds"}),
      of_all_classes({"best_test_loss", "seconds", "knn.accuracy/test", "knn.accuracy/test/0"}));
  CHECK(parted.help ==
        "did you mean one of best_test_loss? they have: best_test_loss, seconds, knn.accuracy/test");
  CHECK(code({.against = "wide"}) == "E733");
  CHECK(compare_runs(filled.store, {}, {}).diagnostics().front().code == "E732");
}

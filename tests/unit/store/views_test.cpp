// The views that scripts rely on: columns, order, and what they count.
#include <limits>

#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

std::int64_t one_more_epoch(const RunStore& store) {
  return static_cast<std::int64_t>(store.epochs(1).take().size()) + 1;
}

}  // namespace

TEST_CASE("the views have the promised columns in the promised order") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  CHECK(store.query("SELECT * FROM epoch_losses").take().columns ==
        std::vector<std::string>{"run_id", "experiment", "variant", "seed", "epoch", "train_loss",
                                 "test_loss", "seconds", "validation_loss"});
  CHECK(store.query("SELECT * FROM run_summary").take().columns ==
        std::vector<std::string>{"run_id", "experiment", "variant", "seed", "status", "epochs",
                                 "best_test_loss", "best_epoch", "final_train_loss", "final_test_loss",
                                 "seconds", "started_at", "best_validation_loss", "final_validation_loss"});
  CHECK(
      store.query("SELECT * FROM loss_terms").take().columns ==
      std::vector<std::string>{"run_id", "experiment", "variant", "seed", "epoch", "split", "term", "value"});
}

TEST_CASE("a summary holds the first best epoch and the last epoch's losses") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run("cae", "narrow", 4)).take().id;
  store.record_epoch(id, sample_epoch(1, 0.5, 0.7)).take();
  store.record_epoch(id, sample_epoch(2, 0.4, 0.3)).take();
  store.record_epoch(id, sample_epoch(3, 0.3, 0.3)).take();
  store.record_epoch(id, sample_epoch(4, 0.2, 0.9)).take();
  const Rows summary = store
                           .query(
                               "SELECT run_id, experiment, variant, seed, status, epochs, best_test_loss, "
                               "best_epoch, final_train_loss, final_test_loss FROM run_summary")
                           .take();
  REQUIRE(summary.rows.size() == 1);
  CHECK(summary.rows[0] == std::vector<Cell>{std::int64_t{1}, std::string("cae"), std::string("narrow"),
                                             std::int64_t{4}, std::string("running"), std::int64_t{4}, 0.3,
                                             std::int64_t{2}, 0.2, 0.9});
  CHECK(one_value(store, "SELECT count(*) FROM epoch_losses WHERE run_id = 1") == "4");
}

TEST_CASE("an epoch's losses stand in loss_terms term by term, and are replaced with the epoch") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run("cae", "narrow", 4)).take().id;
  EpochRecord epoch = sample_epoch(1, 0.75, 0.5);
  epoch.terms = {{"train", "pixels", 0.5}, {"train", "kl", 0.25}, {"test", "pixels", 0.5}};
  store.record_epoch(id, epoch).take();
  const auto terms = [&] {
    return one_value(
        store,
        "SELECT group_concat(split || ' ' || term || ' ' || value, ', ') FROM (SELECT * FROM loss_terms "
        "WHERE experiment = 'cae' AND variant = 'narrow' AND seed = 4 ORDER BY split DESC, term)");
  };
  CHECK(terms() == "train kl 0.25, train pixels 0.5, test pixels 0.5");
  epoch.terms = {{"train", "pixels", 0.125}};
  store.record_epoch(id, epoch).take();
  CHECK(terms() == "train pixels 0.125");
}

TEST_CASE("a run without epochs, and one without test losses, are in the summary too") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  store.begin_run(sample_run()).take();
  store.begin_run(sample_run()).take();
  EpochRecord epoch = sample_epoch(1, 0.5, 0.0);
  epoch.test_loss.reset();
  store.record_epoch(2, epoch).take();
  const std::vector<RunSummary> runs = store.runs().take();
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].epochs == 0);
  CHECK_FALSE(runs[0].best_epoch.has_value());
  CHECK_FALSE(runs[0].final_train_loss.has_value());
  CHECK(runs[1].epochs == 1);
  CHECK(runs[1].best_epoch == 1);
  CHECK_FALSE(runs[1].best_test_loss.has_value());
  CHECK(runs[1].final_train_loss == 0.5);
}

TEST_CASE("without test losses the best epoch has the least training loss") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  store.begin_run(sample_run()).take();
  for (const double loss : {0.5, 0.3, 0.3, 0.4}) {
    EpochRecord epoch = sample_epoch(one_more_epoch(store), loss, 0.0);
    epoch.test_loss.reset();
    store.record_epoch(1, epoch).take();
  }
  const RunSummary run = store.runs().take().at(0);
  CHECK(run.best_epoch == 2);
  CHECK_FALSE(run.best_test_loss.has_value());
  CHECK_FALSE(run.best_validation_loss.has_value());
}

TEST_CASE("with validation losses theirs is the best epoch, and the best test loss is that of this epoch") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  store.begin_run(sample_run()).take();
  const double validation[] = {0.6, 0.4, 0.5};
  const double test[] = {0.3, 0.7, 0.2};
  for (int i = 0; i < 3; ++i) {
    EpochRecord epoch = sample_epoch(i + 1, 0.5, test[i]);
    epoch.validation_loss = validation[i];
    store.record_epoch(1, epoch).take();
  }
  const RunSummary run = store.runs().take().at(0);
  CHECK(run.best_epoch == 2);
  CHECK(run.best_validation_loss == 0.4);
  CHECK(run.best_test_loss == 0.7);
  CHECK(run.final_validation_loss == 0.5);
  CHECK(run.final_test_loss == 0.2);
  CHECK(one_value(store, "SELECT validation_loss FROM epoch_losses WHERE epoch = 2") == "0.400000");
  CHECK(store.epochs(1).take().at(2).validation_loss == 0.5);
}

TEST_CASE("a loss that is not finite, as earlier versions recorded, is never best") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  store.begin_run(sample_run()).take();
  store.record_epoch(1, sample_epoch(1, 0.5, std::numeric_limits<double>::quiet_NaN())).take();
  store.record_epoch(1, sample_epoch(3, 0.5, std::numeric_limits<double>::infinity())).take();
  CHECK_FALSE(store.runs().take().at(0).best_epoch.has_value());
  store.record_epoch(1, sample_epoch(2, 0.5, 0.9)).take();
  CHECK(store.runs().take().at(0).best_epoch == 2);
}

#include "tools/cli/run_list.h"

#include "tests/support/catch.h"

using namespace cae;
using namespace cae::cli;

namespace {

std::vector<RunSummary> three_runs() {
  std::vector<RunSummary> runs(3);
  runs[0] = {.id = 1, .experiment = "b", .variant = "x", .best_test_loss = 0.3, .tags = {"good", "paper"}};
  runs[1] = {.id = 2, .experiment = "a", .variant = "", .best_test_loss = {}};
  runs[2] = {.id = 3, .experiment = "a", .variant = "x", .best_test_loss = 0.1};
  return runs;
}

std::vector<std::int64_t> sorted(RunColumn column, bool reversed) {
  std::vector<RunSummary> runs = three_runs();
  sort_runs(runs, column, reversed);
  std::vector<std::int64_t> ids;
  for (const RunSummary& run : runs) ids.push_back(run.id);
  return ids;
}

}  // namespace

TEST_CASE("runs are sorted by a column, those without a value last, equal ones as they were") {
  CHECK(sorted(RunColumn::best, false) == std::vector<std::int64_t>{3, 1, 2});
  CHECK(sorted(RunColumn::best, true) == std::vector<std::int64_t>{1, 3, 2});
  CHECK(sorted(RunColumn::experiment, false) == std::vector<std::int64_t>{2, 3, 1});
  CHECK(sorted(RunColumn::run, true) == std::vector<std::int64_t>{3, 2, 1});
}

TEST_CASE("runs are chosen by experiment, variant, shown status and tag") {
  const std::vector<RunSummary> runs = three_runs();
  const auto holds = [&](const RunWish& wish) {
    std::vector<bool> chosen;
    for (const RunSummary& run : runs) chosen.push_back(wish.holds(run, "interrupted"));
    return chosen;
  };
  CHECK(holds({}) == std::vector<bool>{true, true, true});
  CHECK(holds({.experiment = "a", .variant = ""}) == std::vector<bool>{false, true, false});
  CHECK(holds({.variant = "x"}) == std::vector<bool>{true, false, true});
  CHECK(holds({.status = "running"}) == std::vector<bool>{false, false, false});
  CHECK(holds({.tag = "paper"}) == std::vector<bool>{true, false, false});
}

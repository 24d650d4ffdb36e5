#include "tools/cli/loss_bands.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace cae;
using namespace cae::cli;

namespace {

LossCurve curve(std::vector<double> test, std::vector<int> epochs = {1, 2, 3}) {
  return {
      .label = "run", .epochs = std::move(epochs), .train = test, .test = test, .watched = WatchedLoss::test};
}

StoredRun run(const std::string& variant, int seed, const std::string& rest = "") {
  StoredRun run;
  run.experiment = "denoise";
  run.variant = variant;
  run.seed = static_cast<std::uint64_t>(seed);
  run.configuration = "{\"train\": {\"loss\": \"bce\", \"seed\": " + std::to_string(seed) + rest + "}}";
  return run;
}

}  // namespace

TEST_CASE("runs that differ in their seed alone are one group") {
  const std::vector<std::vector<std::size_t>> groups =
      groups_of_seeds({run("", 1), run("wide", 1), run("", 2), run("wide", 2), run("", 3, ", \"batch\": 7")});
  CHECK(groups == std::vector<std::vector<std::size_t>>{{0, 2}, {1, 3}, {4}});
  CHECK(groups_of_seeds({run("", 1), run("", 2), run("", 1), run("", 2)}) ==
        std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}});
}

TEST_CASE("a joined curve is the mean of its seeds, in their range, and its own best epoch") {
  const LossCurve joined = joined_curve(
      "three", {curve({0.5, 0.3, 0.4}), curve({0.7, 0.5, 0.2}), curve({0.6, 0.1, 0.2})}, SeedBand::range);
  CHECK(joined.label == "three");
  CHECK(std::abs(joined.test[0] - 0.6) < 1e-12);
  CHECK(std::abs(joined.test[1] - 0.3) < 1e-12);
  CHECK(joined.test_band.low == std::vector<double>{0.5, 0.1, 0.2});
  CHECK(joined.test_band.high == std::vector<double>{0.7, 0.5, 0.4});
  CHECK(joined.best == 3);
}

TEST_CASE("the interval of the mean is Student's") {
  const LossCurve joined =
      joined_curve("three", {curve({1}, {1}), curve({2}, {1}), curve({3}, {1})}, SeedBand::interval);
  // 2 -+ 4.302653 / sqrt(3)
  CHECK(std::abs(joined.test_band.low[0] - (2 - 2.484138)) < 1e-5);
  CHECK(std::abs(joined.test_band.high[0] - (2 + 2.484138)) < 1e-5);
}

TEST_CASE("seeds of different lengths are joined as far as all go, and one seed has no band") {
  const LossCurve joined =
      joined_curve("two", {curve({0.5, 0.3, 0.4}), curve({0.7, 0.5}, {1, 2})}, SeedBand::range);
  CHECK(joined.epochs == std::vector<int>{1, 2});
  const LossCurve one = joined_curve("one", {curve({0.5, 0.3, 0.4})}, SeedBand::range);
  CHECK(one.label == "one");
  CHECK(one.test_band.low.empty());
}

#include "framework/run/halving.h"

#include <limits>

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("the rounds of halving grow by the factor up to the last epoch") {
  CHECK(halving_rounds({.epochs = 2, .factor = 3.0}, 20) == std::vector<std::int64_t>{2, 6, 18, 20});
  CHECK(halving_rounds({.epochs = 1, .factor = 3.0}, 27) == std::vector<std::int64_t>{1, 3, 9, 27});
  CHECK(halving_rounds({.epochs = 1, .factor = 1.5}, 4) == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(halving_rounds({.epochs = 5, .factor = 2.0}, 5) == std::vector<std::int64_t>{5});
}

TEST_CASE("one in `factor` goes on, and one at least") {
  CHECK(kept_by_halving({.factor = 3.0}, 9) == 3);
  CHECK(kept_by_halving({.factor = 3.0}, 8) == 2);
  CHECK(kept_by_halving({.factor = 3.0}, 2) == 1);
  CHECK(kept_by_halving({.factor = 1.5}, 9) == 6);
}

TEST_CASE("the loss of a round is the least watched one of its epochs") {
  std::vector<EpochRecord> epochs;
  for (const double loss : {0.5, 0.3, 0.4, 0.1})
    epochs.push_back(
        {.epoch = static_cast<std::int64_t>(epochs.size()) + 1, .train_loss = 0.01, .test_loss = loss});
  CHECK(best_until(epochs, 3) == 0.3);
  CHECK(best_until(epochs, 4) == 0.1);
  epochs[1].validation_loss = 0.2;
  CHECK(best_until({epochs.begin() + 1, epochs.begin() + 2}, 9) == 0.2);
  CHECK(best_until({{.epoch = 1, .train_loss = 0.7}}, 1) == 0.7);
  CHECK_FALSE(best_until({}, 1));
}

TEST_CASE("combinations are ranked by their losses, those without one last") {
  CHECK(ranked({0.5, {}, 0.2, 0.5, 0.1}) == std::vector<std::size_t>{4, 2, 0, 3, 1});
}

// The rules that update weights, beside their formulas in double. Whole trainings beside PyTorch are golden
// cases (tests/golden/training).
#include <cmath>

#include "framework/train/optimizer_kind.h"
#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("adam takes 1 - beta as exactly as float32 can hold it") {
  // 1.0F - 0.999F is 1.3e-5 of its value too small, and would make every step 6.4e-6 too long.
  const OptimizerConfig config;
  float weight = 1.0F, first = 0.0F, second = 0.0F;
  const float gradient = 0.5F;
  for (std::int64_t step = 1; step <= 3; ++step)
    config.kind->update(config, {.rate = 1e-3, .count = step})(&weight, &gradient, &first, &second, 1);
  CHECK(second == Approx(0.25 * (1.0 - std::pow(0.999, 3))).epsilon(3e-7));
  CHECK(first == Approx(0.5 * (1.0 - std::pow(0.9, 3))).epsilon(3e-7));
}

// The losses' own logarithm and exponential against the C library's.
#include "framework/primitives/loss.h"

#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/catch.h"

namespace cae {
namespace {

double expected(Loss loss, double y, double t) {
  const double p = std::min(std::max(y, 1e-7), 1.0 - 1e-7);
  switch (loss) {
    case Loss::bce:
      return -(t * std::log(p) + (1 - t) * std::log1p(-p));
    case Loss::bce_logits:
      return std::max(y, 0.0) - y * t + std::log1p(std::exp(-std::abs(y)));
    case Loss::mse:
      return (y - t) * (y - t);
    case Loss::mae:
      break;
  }
  return std::abs(y - t);
}

TEST_CASE("each loss agrees with the C library, from the clipped ends to the middle") {
  for (const Loss loss : {Loss::bce, Loss::bce_logits, Loss::mse, Loss::mae}) {
    for (double y = -40.0; y < 40.0; y += 0.0137) {
      // Probabilities for bce: dense near 0 and 1.
      const double chosen = loss == Loss::bce ? 1.0 / (1.0 + std::exp(-y)) : y;
      const std::vector<float> outputs(19, static_cast<float>(chosen));  // one vector, and a rest
      const std::vector<float> targets(19, 0.3F);
      const double sum = loss_loops().sum(loss, outputs.data(), targets.data(), outputs.size());
      const double wanted = 19 * expected(loss, outputs[0], targets[0]);
      INFO("loss " << static_cast<int>(loss) << " at " << chosen);
      CHECK(std::abs(sum - wanted) <= 1e-9 * std::abs(wanted) + 1e-12);
    }
  }
}

TEST_CASE("each gradient agrees with central differences of the loss") {
  for (const Loss loss : {Loss::bce, Loss::bce_logits, Loss::mse, Loss::mae}) {
    for (double y = 0.05; y < 0.99; y += 0.0317) {
      const auto output = static_cast<float>(y);
      const float target = 0.25F;
      float gradient = 0.0F;
      loss_loops().gradient(loss, &output, &target, 0.5, &gradient, 1);
      const double step = 1e-6;
      const double slope =
          (expected(loss, double{output} + step, target) - expected(loss, double{output} - step, target)) /
          (2 * step);
      INFO("loss " << static_cast<int>(loss) << " at " << y);
      CHECK(std::abs(gradient - 0.5 * slope) <= 1e-5 * std::abs(slope) + 1e-9);
    }
  }
}

TEST_CASE("an output that is not a number makes the loss none either") {
  for (const Loss loss : {Loss::bce, Loss::bce_logits, Loss::mse, Loss::mae}) {
    std::vector<float> outputs(40, 0.5F);
    const std::vector<float> targets(40, 0.5F);
    CHECK(std::isfinite(loss_loops().sum(loss, outputs.data(), targets.data(), 40)));
    for (const std::size_t place : {0, 17, 39}) {
      outputs.assign(40, 0.5F);
      outputs[place] = std::numeric_limits<float>::quiet_NaN();
      CHECK(std::isnan(loss_loops().sum(loss, outputs.data(), targets.data(), 40)));
    }
  }
}

}  // namespace
}  // namespace cae

// The losses' own logarithm and exponential against the C library's.
#include "framework/primitives/loss.h"

#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/catch.h"

namespace cae {
namespace {

double expected(const std::string& loss, double y, double t) {
  const double p = std::min(std::max(y, 1e-7), 1.0 - 1e-7);
  if (loss == "bce") return -(t * std::log(p) + (1 - t) * std::log1p(-p));
  if (loss == "bce_logits") return std::max(y, 0.0) - y * t + std::log1p(std::exp(-std::abs(y)));
  if (loss == "mse") return (y - t) * (y - t);
  REQUIRE(loss == "mae");
  return std::abs(y - t);
}

TEST_CASE("each loss agrees with the C library, from the clipped ends to the middle") {
  for (const PointwiseLoss& loss : pointwise_losses()) {
    for (double y = -40.0; y < 40.0; y += 0.0137) {
      // Probabilities for bce: dense near 0 and 1.
      const double chosen = loss.name == std::string("bce") ? 1.0 / (1.0 + std::exp(-y)) : y;
      const std::vector<float> outputs(19, static_cast<float>(chosen));  // one vector, and a rest
      const std::vector<float> targets(19, 0.3F);
      const double sum = loss.sum(outputs.data(), targets.data(), outputs.size());
      const double wanted = 19 * expected(loss.name, outputs[0], targets[0]);
      INFO("loss " << loss.name << " at " << chosen);
      CHECK(std::abs(sum - wanted) <= 1e-9 * std::abs(wanted) + 1e-12);
    }
  }
}

TEST_CASE("each gradient agrees with central differences of the loss") {
  for (const PointwiseLoss& loss : pointwise_losses()) {
    for (double y = 0.05; y < 0.99; y += 0.0317) {
      const auto output = static_cast<float>(y);
      const float target = 0.25F;
      float gradient = 0.0F;
      loss.gradient(&output, &target, 0.5, &gradient, 1);
      const double step = 1e-6;
      const double slope = (expected(loss.name, double{output} + step, target) -
                            expected(loss.name, double{output} - step, target)) /
                           (2 * step);
      INFO("loss " << loss.name << " at " << y);
      CHECK(std::abs(gradient - 0.5 * slope) <= 1e-5 * std::abs(slope) + 1e-9);
    }
  }
}

TEST_CASE("an output that is not a number makes the loss none either") {
  for (const PointwiseLoss& loss : pointwise_losses()) {
    std::vector<float> outputs(40, 0.5F);
    const std::vector<float> targets(40, 0.5F);
    CHECK(std::isfinite(loss.sum(outputs.data(), targets.data(), 40)));
    for (const std::size_t place : {0, 17, 39}) {
      outputs.assign(40, 0.5F);
      outputs[place] = std::numeric_limits<float>::quiet_NaN();
      CHECK(std::isnan(loss.sum(outputs.data(), targets.data(), 40)));
    }
  }
}

}  // namespace
}  // namespace cae

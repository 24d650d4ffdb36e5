#include "framework/primitives/activations.h"

#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace {

using namespace cae;

double reference(const std::string& name, double argument, double x) {
  if (name == "linear") return x;
  if (name == "relu") return std::max(x, 0.0);
  if (name == "leaky_relu") return x > 0 ? x : argument * x;
  if (name == "elu") return x > 0 ? x : argument * std::expm1(x);
  if (name == "selu") return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * std::expm1(x));
  if (name == "gelu") return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
  if (name == "sigmoid") return 1 / (1 + std::exp(-x));
  if (name == "tanh") return std::tanh(x);
  if (name == "softplus") return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
  REQUIRE(name == "silu");
  return x / (1 + std::exp(-x));
}

}  // namespace

TEST_CASE("activations agree with the C library in double, also far out") {
  std::vector<float> x;
  for (int i = -4000; i <= 4000; ++i) x.push_back(static_cast<float>(i) * 0.025F);
  std::vector<float> y(x.size());
  for (const PointwiseActivation& function : pointwise_activations()) {
    function.apply(0.5F, x.data(), y.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double wanted = reference(function.name, 0.5, x[i]);
      CAPTURE(function.name, x[i]);
      REQUIRE(std::abs(y[i] - wanted) <= 1e-6 * std::max(std::abs(wanted), 0.25));
    }
  }
}

TEST_CASE("activation gradients agree with central differences") {
  std::vector<float> x;
  for (int i = -80; i < 80; ++i) x.push_back(static_cast<float>(i) * 0.1F + 0.05F);
  std::vector<float> y(x.size());
  const std::vector<float> dy(x.size(), 2.0F);
  std::vector<float> dx(x.size());
  for (const PointwiseActivation& function : pointwise_activations()) {
    function.apply(0.5F, x.data(), y.data(), x.size());
    const std::vector<float>& from = function.gradient_from_output ? y : x;
    function.gradient(0.5F, from.data(), dy.data(), dx.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double h = 1e-5;
      const double slope =
          (reference(function.name, 0.5, x[i] + h) - reference(function.name, 0.5, x[i] - h)) / (2 * h);
      CAPTURE(function.name, x[i]);
      REQUIRE(dx[i] == Approx(2 * slope).margin(4e-6));
    }
  }
}

TEST_CASE("what an activation gives lies between its bounds") {
  for (const PointwiseActivation& function : pointwise_activations()) {
    for (double x = -60.0; x < 60.0; x += 0.01) {
      CAPTURE(function.name, x);
      REQUIRE(reference(function.name, 0.5, x) >= function.low + function.low_per_argument * 0.5 - 1e-3);
      REQUIRE(reference(function.name, 0.5, x) <= function.high);
    }
  }
}

#include "framework/graph/initialisers.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "framework/base/random.h"

namespace cae {
namespace {

// The deviation of a normal distribution cut at two deviations, relative to the uncut one.
constexpr double truncated_deviation = 0.87962566103423978;

double uniform_limit(const ParameterSpec& spec) {
  if (spec.init == "glorot_uniform") return std::sqrt(6.0 / static_cast<double>(spec.fan_in + spec.fan_out));
  return std::sqrt(6.0 / static_cast<double>(spec.fan_in));  // he_uniform
}

double normal_deviation(const ParameterSpec& spec) {
  if (spec.init == "glorot_normal") return std::sqrt(2.0 / static_cast<double>(spec.fan_in + spec.fan_out));
  return std::sqrt((spec.init == "he_normal" ? 2.0 : 1.0) /
                   static_cast<double>(spec.fan_in));  // or lecun_normal
}

// A standard normal number within two deviations: drawn again, with the next attempt's stream, while it is
// outside.
double truncated_normal(std::uint64_t seed, const std::string& purpose, std::size_t index) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const double value = RandomStream(seed, purpose, attempt).normal(index);
    if (std::abs(value) < 2.0) return value;
  }
}

void initialise_one(const ParameterSpec& spec, std::span<float> values, std::uint64_t seed) {
  const std::string purpose = "init:" + spec.name;
  if (spec.init == "constant") {
    std::fill(values.begin(), values.end(), spec.constant);
  } else if (spec.init == "zeros" || spec.init == "ones") {
    std::fill(values.begin(), values.end(), spec.init == "ones" ? 1.0F : 0.0F);
  } else if (spec.init == "uniform") {
    RandomStream(seed, purpose).fill_uniform(values, -spec.constant, spec.constant);
  } else if (spec.init.ends_with("_uniform")) {
    const auto limit = static_cast<float>(uniform_limit(spec));
    RandomStream(seed, purpose).fill_uniform(values, -limit, limit);
  } else {
    const double deviation = normal_deviation(spec) / truncated_deviation;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<float>(deviation * truncated_normal(seed, purpose, i));
    }
  }
}

}  // namespace

void initialise(ParameterArrays& parameters, std::uint64_t seed) {
  for (std::size_t i = 0; i < parameters.count(); ++i) {
    initialise_one(parameters.spec(i), parameters.values(i), seed);
  }
}

}  // namespace cae

// What is known of the mean that a sample comes from.
#pragma once

#include <optional>
#include <span>

namespace cae {

// Of all intervals here.
inline constexpr double confidence = 0.95;

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

// mean ± t(0.95, n - 1) * s / sqrt(n): Student's interval, right for normally distributed values. None of
// fewer than two values, or where one is not finite.
std::optional<Interval> mean_interval(std::span<const double> values);

}  // namespace cae

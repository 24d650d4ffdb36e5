#include "framework/statistics/sample.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cae {

bool alike(double a, double b) {
  return std::fabs(a - b) <= rounding * std::max(std::fabs(a), std::fabs(b));
}

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (alike(*least, *most)) return 0.0;
  const double middle = mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - middle) * (value - middle);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace cae

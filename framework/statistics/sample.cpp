#include "framework/statistics/sample.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cae {

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
  // The rounded mean of equal values may differ from them.
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return 0.0;
  const double middle = mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - middle) * (value - middle);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace cae

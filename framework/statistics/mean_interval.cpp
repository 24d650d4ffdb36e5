#include "framework/statistics/mean_interval.h"

#include <cmath>

#include "framework/statistics/sample.h"
#include "framework/statistics/student_t.h"

namespace cae {

std::optional<Interval> mean_interval(std::span<const double> values) {
  if (values.size() < 2 || !all_finite(values)) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  const double half = two_sided_t_quantile(confidence, n - 1.0) * standard_deviation(values) / std::sqrt(n);
  const double middle = mean(values);
  return Interval{middle - half, middle + half};
}

}  // namespace cae

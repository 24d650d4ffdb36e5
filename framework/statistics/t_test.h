// Student's t-tests of a difference of means.
#pragma once

#include <optional>
#include <span>

#include "framework/statistics/mean_interval.h"

namespace cae {

struct TTest {
  double t = 0.0;
  double degrees = 0.0;    // of freedom
  double p = 1.0;          // two-sided
  Interval interval = {};  // 95 %, of the difference
};

// Of differences of pairs: t = mean / (s / sqrt(n)), n - 1 degrees of freedom. None where t is not defined:
// of fewer than two differences, where all are alike, or where one is not finite.
std::optional<TTest> paired_t_test(std::span<const double> differences);

// Of mean(b) - mean(a), for two samples with variances of their own: t = difference / sqrt(va / na + vb /
// nb), degrees of freedom by Welch (1947) and Satterthwaite (1946). None where a sample has fewer than two
// values, where neither varies, or where a value is not finite.
std::optional<TTest> welch_t_test(std::span<const double> a, std::span<const double> b);

}  // namespace cae

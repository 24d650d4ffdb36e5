#include "framework/statistics/t_test.h"

#include <cmath>

#include "framework/statistics/sample.h"
#include "framework/statistics/student_t.h"

namespace cae {
namespace {

std::optional<TTest> t_test(double difference, double error, double degrees) {
  if (error == 0.0) return std::nullopt;
  const double t = difference / error;
  const double half = two_sided_t_quantile(confidence, degrees) * error;
  return TTest{t, degrees, two_sided_t_probability(t, degrees), {difference - half, difference + half}};
}

// The variance of a sample's mean.
double variance_of_mean(std::span<const double> values) {
  const double deviation = standard_deviation(values);
  return deviation * deviation / static_cast<double>(values.size());
}

}  // namespace

std::optional<TTest> paired_t_test(std::span<const double> differences) {
  if (differences.size() < 2 || !all_finite(differences)) return std::nullopt;
  return t_test(mean(differences), std::sqrt(variance_of_mean(differences)),
                static_cast<double>(differences.size() - 1));
}

std::optional<TTest> welch_t_test(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 2 || b.size() < 2 || !all_finite(a) || !all_finite(b)) return std::nullopt;
  const double of_a = variance_of_mean(a);
  const double of_b = variance_of_mean(b);
  const double sum = of_a + of_b;
  const double degrees =
      sum * sum /
      (of_a * of_a / static_cast<double>(a.size() - 1) + of_b * of_b / static_cast<double>(b.size() - 1));
  return t_test(mean(b) - mean(a), std::sqrt(sum), degrees);
}

}  // namespace cae

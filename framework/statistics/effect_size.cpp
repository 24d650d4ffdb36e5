#include "framework/statistics/effect_size.h"

#include <cmath>

#include "framework/statistics/sample.h"

namespace cae {

std::optional<double> cohen_dz(std::span<const double> differences) {
  if (differences.size() < 2 || !all_finite(differences)) return std::nullopt;
  const double deviation = standard_deviation(differences);
  if (deviation == 0.0) return std::nullopt;
  return mean(differences) / deviation;
}

std::optional<double> hedges_g(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 2 || b.size() < 2 || !all_finite(a) || !all_finite(b)) return std::nullopt;
  const auto na = static_cast<double>(a.size());
  const auto nb = static_cast<double>(b.size());
  const double squares =
      (na - 1.0) * std::pow(standard_deviation(a), 2) + (nb - 1.0) * std::pow(standard_deviation(b), 2);
  if (squares == 0.0) return std::nullopt;
  const double pooled = std::sqrt(squares / (na + nb - 2.0));
  return (1.0 - 3.0 / (4.0 * (na + nb) - 9.0)) * (mean(b) - mean(a)) / pooled;
}

}  // namespace cae

#include "unit_use.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

constexpr double share_of_range = 0.01;
constexpr double share_of_magnitude = 1e-6;

// Calls visit(unit, number) for every number.
template <class Visit>
void for_each_number(const LayerRows& layer, Visit&& visit) {
  const double* number = layer.values;
  for (std::size_t row = 0; row < layer.rows; ++row) {
    for (std::size_t unit = 0; unit < layer.units; ++unit) {
      for (std::size_t place = 0; place < layer.places; ++place) visit(unit, *number++);
    }
  }
}

void find_ends(const LayerRows& layer, std::vector<UnitUse>& uses) {
  for (UnitUse& use : uses) {
    use.minimum = std::numeric_limits<double>::infinity();
    use.maximum = -use.minimum;
  }
  for_each_number(layer, [&](std::size_t unit, double number) {
    uses[unit].minimum = std::min(uses[unit].minimum, number);
    uses[unit].maximum = std::max(uses[unit].maximum, number);
  });
}

// How many numbers are 0 and at either end, as shares.
void count_numbers(const LayerRows& layer, std::vector<UnitUse>& uses) {
  for_each_number(layer, [&](std::size_t unit, double number) {
    UnitUse& use = uses[unit];
    const double near = share_of_range * (use.maximum - use.minimum);
    use.zeros += number == 0.0 ? 1.0 : 0.0;
    use.at_minimum += number <= use.minimum + near ? 1.0 : 0.0;
    use.at_maximum += number >= use.maximum - near ? 1.0 : 0.0;
  });
  for (UnitUse& use : uses) {
    use.zeros /= layer.count();
    use.at_minimum /= layer.count();
    use.at_maximum /= layer.count();
  }
}

void judge(UnitUse& use, const Thresholds& thresholds) {
  const double magnitude = std::max(std::fabs(use.minimum), std::fabs(use.maximum));
  use.constant = use.maximum - use.minimum <= share_of_magnitude * magnitude;
  use.dead = magnitude == 0.0;
  use.active = use.variance > thresholds.active;
  use.saturated = !use.constant && use.at_minimum + use.at_maximum >= thresholds.saturated;
}

void correlate(std::size_t unit, const Moments& moments, std::vector<UnitUse>& uses) {
  const std::size_t units = uses.size();
  UnitUse& use = uses[unit];
  use.most_correlated = unit;
  if (use.constant) return;
  for (std::size_t other = 0; other < units; ++other) {
    if (other == unit || uses[other].constant) continue;
    const double deviations = std::sqrt(use.variance) * std::sqrt(uses[other].variance);
    const double correlation =
        deviations > 0.0 ? std::clamp(moments.covariances[unit * units + other] / deviations, -1.0, 1.0)
                         : 0.0;
    if (use.most_correlated != unit && std::fabs(correlation) <= std::fabs(use.largest_correlation)) continue;
    use.largest_correlation = correlation;
    use.most_correlated = other;
  }
}

}  // namespace

std::vector<UnitUse> unit_uses(const LayerRows& layer, const Moments& moments, const Thresholds& thresholds) {
  std::vector<UnitUse> uses(layer.units);
  find_ends(layer, uses);
  count_numbers(layer, uses);
  for (std::size_t unit = 0; unit < layer.units; ++unit) {
    uses[unit].mean = moments.means[unit];
    uses[unit].variance = moments.covariances[unit * layer.units + unit];
    judge(uses[unit], thresholds);
  }
  for (std::size_t unit = 0; unit < layer.units; ++unit) correlate(unit, moments, uses);
  return uses;
}

double participation_ratio(const std::vector<UnitUse>& uses, const Moments& moments) {
  const std::size_t units = uses.size();
  double largest = 0.0;  // so that no square is infinite
  for (const UnitUse& use : uses) {
    if (!use.constant) largest = std::max(largest, use.variance);
  }
  if (largest == 0.0) return 0.0;
  double trace = 0.0, squares = 0.0;
  for (std::size_t unit = 0; unit < units; ++unit) {
    if (uses[unit].constant) continue;
    trace += uses[unit].variance / largest;
    for (std::size_t other = 0; other < units; ++other) {
      const double covariance =
          uses[other].constant ? 0.0 : moments.covariances[unit * units + other] / largest;
      squares += covariance * covariance;
    }
  }
  return trace * trace / squares;
}

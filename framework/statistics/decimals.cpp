#include "framework/statistics/decimals.h"

#include <algorithm>
#include <cmath>

namespace cae {

int decimals_for(double value, std::optional<double> uncertainty, int digits) {
  // The decimals that show `count` digits of a number.
  const auto decimals = [](double number, int count) {
    if (number == 0.0 || !std::isfinite(number)) return count - 1;
    return count - 1 - static_cast<int>(std::floor(std::log10(std::fabs(number))));
  };
  const int least = decimals(value, digits);
  const int wanted = uncertainty && *uncertainty > 0.0 ? std::max(least, decimals(*uncertainty, 2)) : least;
  return std::clamp(wanted, 0, std::max(0, std::min(least + 3, 15)));
}

}  // namespace cae

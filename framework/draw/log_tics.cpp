#include "framework/draw/log_tics.h"

#include <cmath>

namespace cae {
namespace {

// The largest of 1, 2 and 5 times a power of ten that is at most `value`.
double round_step(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  return (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1) * power;
}

}  // namespace

std::vector<double> log_tics(double low, double high) {
  std::vector<double> tics;
  for (double power = std::pow(10, std::floor(std::log10(low))); power <= high; power *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor * power >= low && factor * power <= high) tics.push_back(factor * power);
    }
  }
  if (tics.size() >= 3) return tics;
  tics.clear();
  const double step = round_step((high - low) / 4);
  for (double n = std::ceil(low / step); n * step <= high; ++n) tics.push_back(n * step);
  return tics;
}

}  // namespace cae

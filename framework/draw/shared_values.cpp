#include "framework/draw/shared_values.h"

#include <algorithm>
#include <cmath>

namespace cae {
namespace {

constexpr std::size_t least_share = 20;  // one in so many
constexpr std::size_t least_count = 10;
constexpr double spread_of_range = 0.03;

std::vector<double> sorted_finite(std::span<const double> values) {
  std::vector<double> finite;
  for (const double value : values) {
    if (std::isfinite(value)) finite.push_back(value);
  }
  std::sort(finite.begin(), finite.end());
  return finite;
}

}  // namespace

std::vector<SharedValue> shared_values(std::span<const double> values) {
  const std::vector<double> sorted = sorted_finite(values);
  std::vector<SharedValue> shared;
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    const auto end = std::upper_bound(begin, sorted.end(), *begin);
    const auto count = static_cast<std::size_t>(end - begin);
    if (count >= least_count && count * least_share >= sorted.size()) shared.push_back({*begin, count});
    begin = end;
  }
  return shared;
}

std::vector<double> spread_shared(std::span<const double> values, const std::vector<SharedValue>& shared,
                                  double step) {
  std::vector<double> moved(values.begin(), values.end());
  const std::vector<double> sorted = sorted_finite(values);
  const double range = sorted.empty() ? 0 : sorted.back() - sorted.front();
  const double width = spread_of_range * (range > 0 && std::isfinite(range) ? range : 1);
  std::vector<std::size_t> seen(shared.size(), 0);
  for (double& value : moved) {
    for (std::size_t i = 0; i < shared.size(); ++i) {
      if (value != shared[i].value) continue;
      value += width * (std::fmod(static_cast<double>(++seen[i]) * step, 1.0) - 0.5);
      break;
    }
  }
  return moved;
}

}  // namespace cae

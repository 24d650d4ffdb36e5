#include "framework/draw/histogram.h"

#include <algorithm>
#include <cmath>

namespace cae {

HistogramAxis histogram_axis(std::span<const double> values, std::size_t bins) {
  double low = INFINITY, high = -INFINITY;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return {.bins = 0};
  const double width = (high / 2 - low / 2) * 2 / static_cast<double>(bins);
  if (low == high || !std::isfinite(width))
    return {.low = low - 0.5, .width = 1 / static_cast<double>(bins), .bins = bins};
  return {.low = low, .width = width, .bins = bins};
}

std::vector<double> histogram_shares(std::span<const double> values, const HistogramAxis& axis) {
  std::vector<double> shares(axis.bins, 0.0);
  double count = 0;
  for (const double value : values) {
    if (!std::isfinite(value) || axis.bins == 0) continue;
    const double bin = std::clamp((value - axis.low) / axis.width, 0.0, static_cast<double>(axis.bins - 1));
    shares[static_cast<std::size_t>(bin)] += 1;
    count += 1;
  }
  for (double& share : shares) share /= std::max(count, 1.0);
  return shares;
}

}  // namespace cae

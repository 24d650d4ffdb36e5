#include "framework/statistics/pareto.h"

#include <algorithm>
#include <cmath>

namespace cae {
namespace {

bool dominates(const CostAndLoss& a, const CostAndLoss& b) {
  return a.cost <= b.cost && a.loss <= b.loss && (a.cost < b.cost || a.loss < b.loss);
}

bool is_finite(const CostAndLoss& point) {
  return std::isfinite(point.cost) && std::isfinite(point.loss);
}

}  // namespace

std::vector<bool> on_pareto_line(std::span<const CostAndLoss> points) {
  std::vector<bool> on_line;
  for (const CostAndLoss& point : points) {
    const bool beaten = std::any_of(points.begin(), points.end(), [&](const CostAndLoss& other) {
      return is_finite(other) && dominates(other, point);
    });
    on_line.push_back(is_finite(point) && !beaten);
  }
  return on_line;
}

}  // namespace cae

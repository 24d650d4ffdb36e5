#include "framework/draw/fitting_tics.h"

namespace cae {
namespace {

constexpr double line_pixels = 15.0;
constexpr double axis_pixels = 560.0;  // of the shortest axis of our plots

}  // namespace

std::vector<std::size_t> fitting_tics(const std::vector<double>& positions, double length) {
  const double distance = length * line_pixels / axis_pixels;
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (shown.empty() || positions[i] - positions[shown.back()] >= distance) shown.push_back(i);
  }
  return shown;
}

}  // namespace cae

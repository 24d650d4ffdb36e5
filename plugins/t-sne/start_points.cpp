#include "start_points.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double deviation = 1e-4;
// Below this share of the first component's variance, the second is rounding.
constexpr double least_share = 1e-12;

std::size_t directions(std::size_t rows, std::size_t columns) {
  return std::min<std::size_t>(2, std::min(rows, columns));
}

std::optional<plugin::PrincipalComponents> components_of(const plugin::Matrix& data,
                                                         const plugin::Normal& normal,
                                                         const plugin::Work& work) {
  const std::size_t count = directions(data.rows, data.columns);
  return plugin::exact_is_quick(data.rows, data.columns)
             ? plugin::exact_components(data, count, work.watch)
             : plugin::randomised_components(data, count, normal, work);
}

}  // namespace

Points random_points(std::size_t rows, const plugin::Normal& normal) {
  Points points;
  for (std::size_t row = 0; row < rows; ++row) {
    float values[2];
    normal(row, values, 2);
    points.push_back(
        {deviation * static_cast<double>(values[0]), deviation * static_cast<double>(values[1])});
  }
  return points;
}

std::optional<Points> principal_points(const plugin::Matrix& data, const Points& otherwise,
                                       const plugin::Normal& normal, const plugin::Work& work) {
  const auto found = components_of(data, normal, work);
  if (!found) return std::nullopt;
  Points points = otherwise;
  const double first = found->variances[0];
  const auto place = [&](std::size_t component, double Point::*coordinate) {
    const std::size_t count = found->variances.size();
    if (component >= count || found->variances[component] <= least_share * found->total_variance) return;
    const double scale = deviation / std::sqrt(first);
    for (std::size_t row = 0; row < points.size(); ++row)
      points[row].*coordinate = scale * found->scores.values[row * count + component];
  };
  place(0, &Point::x);
  place(1, &Point::y);
  return points;
}

std::size_t start_bytes(std::size_t rows, std::size_t columns) {
  return plugin::exact_is_quick(rows, columns)
             ? plugin::exact_bytes(rows, columns)
             : plugin::randomised_bytes(rows, columns, directions(rows, columns));
}

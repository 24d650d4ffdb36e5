#include "framework/draw/class_ellipse.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cae {

std::optional<ClassEllipse> class_ellipse(std::span<const PlotPoint> points) {
  if (points.size() < 3) return std::nullopt;
  const auto count = static_cast<double>(points.size());
  PlotPoint mean;
  for (const PlotPoint& point : points) {
    mean.x += point.x / count;
    mean.y += point.y / count;
  }
  double xx = 0, xy = 0, yy = 0;
  for (const PlotPoint& point : points) {
    const double x = point.x - mean.x, y = point.y - mean.y;
    xx += x * x / (count - 1);
    xy += x * y / (count - 1);
    yy += y * y / (count - 1);
  }
  // The eigenvalues of [xx xy; xy yy].
  const double middle = (xx + yy) / 2, distance = std::hypot((xx - yy) / 2, xy);
  if (!std::isfinite(middle) || !std::isfinite(distance)) return std::nullopt;
  return ClassEllipse{.centre = mean,
                      .longer = std::sqrt(middle + distance),
                      .shorter = std::sqrt(std::max(middle - distance, 0.0)),
                      .angle = std::atan2(2 * xy, xx - yy) / 2};
}

std::vector<PlotPoint> outline_of(const ClassEllipse& ellipse, int points) {
  std::vector<PlotPoint> outline;
  const double cosine = std::cos(ellipse.angle), sine = std::sin(ellipse.angle);
  for (int i = 0; i <= points; ++i) {
    const double turn = 2 * std::numbers::pi * (i % points) / points;
    const double along = ellipse.longer * std::cos(turn), across = ellipse.shorter * std::sin(turn);
    outline.push_back({ellipse.centre.x + along * cosine - across * sine,
                       ellipse.centre.y + along * sine + across * cosine});
  }
  return outline;
}

}  // namespace cae

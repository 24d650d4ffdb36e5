// Where the points of a class are: their mean, and how far they spread round it in which direction.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace cae {

struct PlotPoint {
  double x = 0;
  double y = 0;
};

// The ellipse of one standard deviation: its half axes are the square roots of the eigenvalues of the
// covariance (divided by n - 1), the longer one first.
struct ClassEllipse {
  PlotPoint centre = {};
  double longer = 0;
  double shorter = 0;
  double angle = 0;  // of the longer axis to the x axis, radians, from -pi/2 to pi/2
};

// Of at least three finite points; none of fewer.
std::optional<ClassEllipse> class_ellipse(std::span<const PlotPoint> points);

// Points along it, the last one is the first again.
std::vector<PlotPoint> outline_of(const ClassEllipse& ellipse, int points);

}  // namespace cae

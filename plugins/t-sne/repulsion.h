// What pushes the points of a t-SNE map apart.
#pragma once

struct Point {
  double x = 0.0, y = 0.0;
};

// With w = 1 / (1 + |y_i - y_j|^2), over all j but i:
struct Repulsion {
  double sum = 0.0;         // of w
  double x = 0.0, y = 0.0;  // of w^2 (y_i - y_j)

  // `count` points at `other` repel a point.
  void add(const Point& point, double other_x, double other_y, double count) {
    const double dx = point.x - other_x, dy = point.y - other_y;
    const double w = 1.0 / (1.0 + dx * dx + dy * dy);
    sum += count * w;
    x += count * w * w * dx;
    y += count * w * w * dy;
  }
};

#include "embedding.h"

#include <algorithm>
#include <cmath>

#include "quad_tree.h"

namespace {

constexpr std::size_t block_points = 128;  // that a thread takes at once
constexpr double early_momentum = 0.5;

// A point, or what moves it, plus `factor` times another.
Point sum(const Point& one, double factor, const Point& other) {
  return {one.x + factor * other.x, one.y + factor * other.y};
}

void in_blocks(std::size_t count, const plugin::Loop& loop, const std::function<void(std::size_t)>& body) {
  loop((count + block_points - 1) / block_points, [&](std::size_t block) {
    const std::size_t end = std::min(count, (block + 1) * block_points);
    for (std::size_t i = block * block_points; i < end; ++i) body(i);
  });
}

// The sum over j of p(i,j) w(i,j) (y_i - y_j).
Point attraction(const Points& points, const Affinities& p, std::size_t i) {
  Point total;
  for (std::size_t k = p.first[i]; k < p.first[i + 1]; ++k) {
    const Point difference = sum(points[i], -1.0, points[p.columns[k]]);
    const double w = 1.0 / (1.0 + difference.x * difference.x + difference.y * difference.y);
    total = sum(total, p.values[k] * w, difference);
  }
  return total;
}

Repulsion repulsion_of_all(const Points& points, std::size_t i) {
  Repulsion total;
  for (std::size_t j = 0; j < points.size(); ++j) {
    if (j != i) total.add(points[i], points[j].x, points[j].y, 1.0);
  }
  return total;
}

std::vector<Repulsion> exact_repulsions(const Points& points, const plugin::Loop& loop) {
  std::vector<Repulsion> repulsions(points.size());
  in_blocks(points.size(), loop, [&](std::size_t i) { repulsions[i] = repulsion_of_all(points, i); });
  return repulsions;
}

std::vector<Repulsion> tree_repulsions(const Points& points, double theta, const plugin::Loop& loop) {
  std::vector<Repulsion> repulsions(points.size());
  const QuadTree tree(points);
  in_blocks(points.size(), loop,
            [&](std::size_t place) { repulsions[tree.order()[place]] = tree.repulsion(place, theta); });
  return repulsions;
}

double sum_of(const std::vector<Repulsion>& repulsions) {
  double total = 0.0;
  for (const Repulsion& repulsion : repulsions) total += repulsion.sum;
  return total;
}

// One coordinate's step, which grows where it goes on in one direction and shrinks where it turns (Jacobs
// 1988).
void advance(double& update, double& gain, double gradient, double rate, double momentum) {
  gain = std::max(update * gradient < 0.0 ? gain + 0.2 : gain * 0.8, 0.01);
  update = momentum * update - rate * gain * gradient;
}

void centre(Points& points) {
  Point mean;
  for (const Point& point : points) mean = sum(mean, 1.0 / static_cast<double>(points.size()), point);
  for (Point& point : points) point = sum(point, -1.0, mean);
}

}  // namespace

Points gradient(const Points& points, const Affinities& p, double exaggeration, double theta,
                const plugin::Loop& loop) {
  const std::vector<Repulsion> repulsions =
      theta > 0.0 ? tree_repulsions(points, theta, loop) : exact_repulsions(points, loop);
  const double total = sum_of(repulsions);
  Points result(points.size());
  in_blocks(points.size(), loop, [&](std::size_t i) {
    const Point pull = attraction(points, p, i), push{repulsions[i].x, repulsions[i].y};
    result[i] = sum(sum({}, 4.0 * exaggeration, pull), -4.0 / total, push);
  });
  return result;
}

double divergence(const Points& points, const Affinities& p, const plugin::Loop& loop) {
  const double total = sum_of(exact_repulsions(points, loop));
  std::vector<double> of_row(points.size());
  in_blocks(points.size(), loop, [&](std::size_t i) {
    for (std::size_t k = p.first[i]; k < p.first[i + 1]; ++k) {
      if (p.values[k] <= 0.0) continue;
      const Point difference = sum(points[i], -1.0, points[p.columns[k]]);
      const double w = 1.0 / (1.0 + difference.x * difference.x + difference.y * difference.y);
      of_row[i] += p.values[k] * std::log(p.values[k] * total / w);
    }
  });
  double result = 0.0;
  for (const double value : of_row) result += value;
  return result;
}

std::optional<Points> descend(Points start, const Affinities& p, const Descent& descent,
                              const plugin::Work& work, double from) {
  const auto rows = static_cast<double>(start.size());
  const double rate = descent.rate > 0.0 ? descent.rate : std::max(rows / descent.exaggeration / 4.0, 50.0);
  Points updates(start.size()), gains(start.size(), Point{1.0, 1.0});
  for (std::size_t step = 0; step < descent.iterations; ++step) {
    const double done = static_cast<double>(step) / static_cast<double>(descent.iterations);
    if (!work.watch(from + (1.0 - from) * done)) return std::nullopt;
    const bool early = step < descent.early;
    const double momentum = early ? early_momentum : descent.momentum;
    const Points slope = gradient(start, p, early ? descent.exaggeration : 1.0, descent.theta, work.loop);
    for (std::size_t i = 0; i < start.size(); ++i) {
      advance(updates[i].x, gains[i].x, slope[i].x, rate, momentum);
      advance(updates[i].y, gains[i].y, slope[i].y, rate, momentum);
      start[i] = sum(start[i], 1.0, updates[i]);
    }
  }
  centre(start);
  return start;
}

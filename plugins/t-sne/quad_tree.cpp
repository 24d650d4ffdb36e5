#include "quad_tree.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

constexpr int levels = 31;  // two bits of a key each
constexpr std::uint32_t leaf_points = 8;

struct Box {
  double low_x, high_x, low_y, high_y;

  double side() const { return std::max(high_x - low_x, high_y - low_y); }
};

Box box_of(const Point* points, std::size_t count) {
  Box box{points[0].x, points[0].x, points[0].y, points[0].y};
  for (std::size_t i = 1; i < count; ++i) {
    box.low_x = std::min(box.low_x, points[i].x);
    box.high_x = std::max(box.high_x, points[i].x);
    box.low_y = std::min(box.low_y, points[i].y);
    box.high_y = std::max(box.high_y, points[i].y);
  }
  return box;
}

// Bit k moves to bit 2k.
std::uint64_t spread(std::uint64_t bits) {
  bits = (bits | (bits << 16)) & 0x0000ffff0000ffffU;
  bits = (bits | (bits << 8)) & 0x00ff00ff00ff00ffU;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f0f0f0f0fU;
  bits = (bits | (bits << 2)) & 0x3333333333333333U;
  return (bits | (bits << 1)) & 0x5555555555555555U;
}

// The place of each point on Morton's curve: its cells at every level, the coarsest in the highest bits.
std::vector<std::uint64_t> curve_keys(const std::vector<Point>& points) {
  std::vector<std::uint64_t> keys;
  if (points.empty()) return keys;
  const Box box = box_of(points.data(), points.size());
  const double side = box.side() > 0.0 ? box.side() : 1.0;
  const double most = std::ldexp(1.0, levels) - 1.0;
  const auto cell = [&](double value, double low) {
    return static_cast<std::uint64_t>(std::min((value - low) / side * most, most));
  };
  for (const Point& point : points)
    keys.push_back(2 * spread(cell(point.y, box.low_y)) + spread(cell(point.x, box.low_x)));
  return keys;
}

}  // namespace

QuadTree::QuadTree(const std::vector<Point>& points) : order_(points.size()) {
  const std::vector<std::uint64_t> keys = curve_keys(points);
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return keys[a] < keys[b] || (keys[a] == keys[b] && a < b);
  });
  std::vector<std::uint64_t> sorted;
  for (const std::uint32_t i : order_) {
    sorted.push_back(keys[i]);
    points_.push_back(points[i]);
  }
  if (!points.empty()) add_cell(sorted, 0, static_cast<std::uint32_t>(points.size()), 0);
}

void QuadTree::add_cell(const std::vector<std::uint64_t>& keys, std::uint32_t first, std::uint32_t count,
                        int level) {
  Point sum;
  for (std::uint32_t i = first; i < first + count; ++i) {
    sum.x += points_[i].x;
    sum.y += points_[i].y;
  }
  const bool leaf = count <= leaf_points || level == levels;
  const std::size_t self = cells_.size();
  cells_.push_back(
      {sum.x / count, sum.y / count, box_of(points_.data() + first, count).side(), first, count, 0, leaf});
  if (!leaf) add_parts(keys, first, count, level);
  cells_[self].next = static_cast<std::uint32_t>(cells_.size());
}

void QuadTree::add_parts(const std::vector<std::uint64_t>& keys, std::uint32_t first, std::uint32_t count,
                         int level) {
  const int shift = 2 * (levels - 1 - level);
  const std::uint32_t end = first + count;
  while (first < end) {
    std::uint32_t last = first;
    while (last < end && keys[last] >> shift == keys[first] >> shift) ++last;
    add_cell(keys, first, last - first, level + 1);
    first = last;
  }
}

Repulsion QuadTree::repulsion(std::size_t place, double theta) const {
  const Point& point = points_[place];
  Repulsion total;
  for (std::size_t i = 0; i < cells_.size();) {
    const Cell& cell = cells_[i];
    const double dx = point.x - cell.x, dy = point.y - cell.y;
    const bool far = cell.side * cell.side < theta * theta * (dx * dx + dy * dy);
    if (far) {
      total.add(point, cell.x, cell.y, cell.count);
    } else if (cell.leaf) {
      for (std::size_t j = cell.first; j < cell.first + cell.count; ++j) {
        if (j != place) total.add(point, points_[j].x, points_[j].y, 1.0);
      }
    }
    i = far || cell.leaf ? cell.next : i + 1;
  }
  return total;
}

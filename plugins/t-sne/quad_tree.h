// Points of the plane in a tree of cells, so that those far away count as one.
// Source: Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm" (Nature 324, 1986); van der
// Maaten, "Accelerating t-SNE using tree-based algorithms" (JMLR 15, 2014).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "repulsion.h"

class QuadTree {
 public:
  explicit QuadTree(const std::vector<Point>& points);

  // The points in an order in which neighbours follow each other: work on them in this order is faster.
  const std::vector<std::uint32_t>& order() const { return order_; }

  // What repels the point at `place` of that order. A cell whose larger side is below theta times its
  // distance counts as one point at its centre of mass; with theta 0, none does.
  Repulsion repulsion(std::size_t place, double theta) const;

 private:
  // A cell's parts follow it.
  struct Cell {
    double x, y;                 // the centre of mass
    double side;                 // the larger side of the box round its points
    std::uint32_t first, count;  // its points
    std::uint32_t next;          // the cell after it and its parts
    bool leaf;
  };

  void add_cell(const std::vector<std::uint64_t>& keys, std::uint32_t first, std::uint32_t count, int level);
  void add_parts(const std::vector<std::uint64_t>& keys, std::uint32_t first, std::uint32_t count, int level);

  std::vector<std::uint32_t> order_;
  std::vector<Point> points_;  // in that order
  std::vector<Cell> cells_;
};

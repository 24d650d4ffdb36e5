// Squared Euclidean distances between rows of numbers, some rows at a time: all together would not fit.
#pragma once

#include <cstddef>
#include <vector>

#include "support/matrix.h"

namespace plugin {

class SquaredDistances {
 public:
  // Of finite numbers. Distances are those of the rows divided by a power of 2, which keeps their order and
  // prevents an overflow.
  explicit SquaredDistances(Matrix points);

  std::size_t rows() const { return points_.rows; }

  // So many rows are a piece of work that takes a fraction of a second.
  std::size_t block_rows() const { return block_rows_; }

  // The distances of some rows to all rows: count x rows(), row-major. Exactly 0 to the row itself; to an
  // equal row exactly 0 where there are few columns, else 0 but for rounding.
  std::vector<double> of_rows(std::size_t first, std::size_t count) const;

  // What an object takes beside the points that it is made of, on `threads` threads.
  static std::size_t working_bytes(std::size_t rows, std::size_t columns);

 private:
  void subtract(std::size_t first, std::size_t count, double* distances) const;
  void multiply(std::size_t first, std::size_t count, double* distances) const;

  Matrix points_;
  std::vector<double> squares_;  // the squared length of each row
  std::size_t block_rows_;
};

}  // namespace plugin

// Rows of numbers, as what computes takes and gives them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace plugin {

// `rows` x `columns` numbers, row-major.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
};

// Divides all numbers by the power of 2 that brings them into -1..1: without rounding, and no square of what
// was finite is infinite.
inline void scale(Matrix& matrix) {
  double largest = 0.0;
  for (const double value : matrix.values) largest = std::max(largest, std::fabs(value));
  if (largest == 0.0) return;
  const int exponent = std::ilogb(largest) + 1;
  for (double& value : matrix.values) value = std::scalbn(value, -exponent);
}

}  // namespace plugin

// The numbers that an analysis is given, in double precision.
#pragma once

#include <cstddef>

#include "cae_plugin.h"
#include "support/matrix.h"

namespace plugin {

// Without values in `check`.
template <class Number>
Matrix matrix_of(const Number* values, std::size_t rows, std::size_t columns) {
  Matrix numbers{rows, columns, {}};
  if (values != nullptr) numbers.values.assign(values, values + rows * columns);
  return numbers;
}

inline Matrix matrix_of(const cae_table& table) {
  return matrix_of(table.values, table.rows, table.columns);
}

// A row an image, C,H,W.
inline Matrix matrix_of(const cae_batch& images) {
  return matrix_of(images.values, images.count, images.channels * images.height * images.width);
}

}  // namespace plugin

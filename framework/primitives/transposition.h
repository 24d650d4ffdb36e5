// Transposes matrices, compiled for each instruction set (vector_set.h).
#pragma once

#include <cstddef>

namespace cae {

struct Transposition {
  // to[c * to_stride + r] = from[r * from_stride + c], of at least one row.
  void (*transpose)(const float* from, std::size_t from_stride, std::size_t rows, std::size_t columns,
                    float* to, std::size_t to_stride);
};

const Transposition& transposition();

}  // namespace cae

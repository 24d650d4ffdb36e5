// Products of float32 matrices on the calling thread. They allocate nothing and need 60 KB of stack. Compiled
// for each instruction set (vector_set.h). Every element is summed along k in one order, whatever the sizes m
// and n: the bits of a row do not depend on how many rows are multiplied in the same call.
#pragma once

#include <cstddef>

namespace cae {

// A row-major matrix in memory; `stride` is the distance from one row to the next, in floats.
template <class Number>
struct MatrixView {
  Number* data;
  std::size_t stride;
};

// C[m, n] = op(A) op(B), each sum over k products, or += where `accumulate`.
struct MatrixProduct {
  std::size_t m, n, k;
  MatrixView<const float> a, b;
  MatrixView<float> c;
  bool accumulate = false;
};

struct MatrixProducts {
  void (*plain)(const MatrixProduct& product);         // A[m, k] B[k, n]
  void (*transposed_a)(const MatrixProduct& product);  // A[k, m] B[k, n]
  void (*transposed_b)(const MatrixProduct& product);  // A[m, k] B[n, k]
};

const MatrixProducts& matrix_products();

}  // namespace cae

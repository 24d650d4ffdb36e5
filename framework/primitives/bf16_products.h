// Products of matrices whose numbers are rounded to bfloat16, summed in float32, on the calling thread. For
// processors that multiply bfloat16 themselves (onednn::has_bf16); nothing here may be called on another.
// Numbers too small for a normal float32 count as 0, in operands and in sums.
//
// The processor adds two products at a time, so rounded matrices are stored in pairs along k; where k is odd,
// the last one is padded with zeros.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae {

// Of a row-major matrix of `rows` x `columns` floats.
std::size_t bf16_row_pairs(std::size_t rows, std::size_t columns);     // numbers that pair_rows writes
std::size_t bf16_column_pairs(std::size_t rows, std::size_t columns);  // numbers that pair_columns writes

struct Bf16Product {
  std::size_t m, n, k;
  const std::uint32_t* a;
  const std::uint32_t* b;  // B[k, n] by pair_rows
  float* c;                // [m, n], row-major
  bool accumulate = false;
};

struct Bf16Products {
  // Rounded, to nearest, ties to even: two rows at a time beside each other, in panels of columns.
  void (*pair_rows)(const float* matrix, std::size_t rows, std::size_t columns, std::uint32_t* pairs);
  // ... two numbers of a row at a time.
  void (*pair_columns)(const float* matrix, std::size_t rows, std::size_t columns, std::uint32_t* pairs);
  void (*plain)(const Bf16Product& product);         // A[m, k] by pair_columns
  void (*transposed_a)(const Bf16Product& product);  // A[k, m] by pair_rows
};

const Bf16Products& bf16_products();

}  // namespace cae

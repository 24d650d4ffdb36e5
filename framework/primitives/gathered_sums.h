// Sums of rows that are scattered over an array; each sum is written once. They turn the products of
// upsample_conv into its output, and its gradient into those of the products. Compiled for each instruction
// set (vector_set.h).
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae {

// An array that terms are read from; each repeat begins `step` floats after the one before.
struct TermSource {
  const float* data;
  std::size_t step;
};

// For each of `places` sums, its terms: those numbered first[i] to first[i + 1] - 1. Term t is the row that
// begins at offsets[t] in the source number sources[t], or in the only one where `sources` is nullptr, times
// amounts[t] unless `amounts` is nullptr.
struct TermLists {
  const std::size_t* first;
  const std::size_t* offsets;
  const std::uint8_t* sources;
  const float* amounts;
  std::size_t places;
};

struct GatheredSums {
  // For each repeat and place, in this order: y[0, width) = start + the terms, then y moves on by `width`.
  // start is nullptr for zeros; the terms are added in the order of the list.
  void (*gather)(const TermLists& lists, const TermSource* from, std::size_t repeats, const float* start,
                 std::size_t width, float* y);
  // sums[0, columns) = the sum, in double, of `rows` rows that are `step` floats apart.
  void (*strided_column_sums)(const float* from, std::size_t rows, std::size_t step, std::size_t columns,
                              float* sums);
};

const GatheredSums& gathered_sums();

}  // namespace cae

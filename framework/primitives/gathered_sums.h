// Sums of rows that lie scattered in one array, each written once: the sums that turn the products of
// upsample_conv into its output, and back. Compiled for each instruction set (vector_set.h).
#pragma once

#include <cstddef>

namespace cae {

// For each of `places` sums, the terms' offsets: offsets[first[i]] to offsets[first[i + 1] - 1].
struct TermLists {
  const std::size_t* first;
  const std::size_t* offsets;
  std::size_t places;
};

struct GatheredSums {
  // For each repeat r and place i, in this order: y[0, width) = start + the rows from + r * step + offset,
  // then y moves on by `width`. start is nullptr for zeros; the terms are added in the order of the list.
  void (*gather)(const TermLists& lists, const float* from, std::size_t step, std::size_t repeats,
                 const float* start, std::size_t width, float* y);
  // sums[0, columns) = the sum, in double, of `rows` rows that lie `step` apart.
  void (*strided_column_sums)(const float* from, std::size_t rows, std::size_t step, std::size_t columns,
                              float* sums);
};

const GatheredSums& gathered_sums();

}  // namespace cae

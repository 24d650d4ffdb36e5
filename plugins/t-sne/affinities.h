// How near the rows are to each other, as probabilities: the P of t-SNE.
// Source: van der Maaten and Hinton, "Visualizing data using t-SNE" (JMLR 9, 2008).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "nearest_rows.h"

// p(i,j) of the pairs that have one, row by row, columns ascending. Symmetric; the sum of all is 1.
struct Affinities {
  std::vector<std::size_t> first;      // the entries of row i are first[i] to first[i + 1]
  std::vector<std::uint32_t> columns;  // of each entry
  std::vector<double> values;

  std::size_t rows() const { return first.size() - 1; }
};

// p(j|i) is proportional to exp(-b_i |x_i - x_j|^2) over the neighbours j of i. Each b_i is found by halving
// intervals until 2^entropy of p(.|i), with the entropy in bits, is the perplexity; where equal distances do
// not allow it, it comes as near as they do. p(i,j) = (p(j|i) + p(i|j)) / 2n. The work is done between the
// shares `from` and `to`; nothing where it was ended.
std::optional<Affinities> affinities(const NearestRows& nearest, double perplexity, const plugin::Work& work,
                                     double from, double to);

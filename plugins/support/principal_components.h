// Principal component analysis of the rows of a matrix.
// Source: Hotelling, "Analysis of a complex of statistical variables into principal components" (1933).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "support/matrix.h"
#include "support/work.h"

namespace plugin {

struct PrincipalComponents {
  std::vector<double> mean;       // of the rows
  Matrix axes;                    // components x columns, each of length 1; 0 where the rows do not vary
  Matrix scores;                  // the rows' coordinates: rows x components, centred
  std::vector<double> variances;  // of each component, divided by rows - 1
  double total_variance = 0.0;    // of all components that there are
  // Mean over all elements of (row - its reconstruction from the components)^2.
  double reconstruction_error = 0.0;
};

// A row as its scores and the axes give it.
std::vector<double> reconstruction(const PrincipalComponents& components, std::size_t row);

// Both ways need 2 or more rows and 1 to min(rows, columns) components; both give nothing where they were
// ended. A component's sign is free: here the score of largest magnitude is positive; of several such scores,
// the first.

// By all eigenvalues, up to this min(rows, columns): the cost grows with its cube.
inline constexpr std::size_t most_exact_side = 8192;
std::optional<PrincipalComponents> exact_components(const Matrix& data, std::size_t components,
                                                    const Watch& watch);
// Up to this one it takes a few seconds, and nothing is gained by less exact ways.
inline constexpr std::size_t quick_exact_side = 1024;

// From products with a few random vectors. Source: Halko, Martinsson and Tropp, "Finding structure with
// randomness" (SIAM Review 53, 2011), algorithms 4.4 and 5.1, with the vectors on the side of the columns.
// `normal` fills the random numbers of one vector's element; the same numbers give the same bits.
using Normal = std::function<void(std::uint64_t element, float* values, std::size_t count)>;
std::optional<PrincipalComponents> randomised_components(const Matrix& data, std::size_t components,
                                                         const Normal& normal, const Work& work);

// What each takes beside `data`, in bytes at its peak.
std::size_t exact_bytes(std::size_t rows, std::size_t columns);
std::size_t randomised_bytes(std::size_t rows, std::size_t columns, std::size_t components);

// The usual choice between the two.
inline bool exact_is_quick(std::size_t rows, std::size_t columns) {
  return std::min(rows, columns) <= quick_exact_side;
}

}  // namespace plugin

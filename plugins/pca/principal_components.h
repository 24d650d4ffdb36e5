// Principal component analysis of the rows of a matrix.
// Source: Hotelling, "Analysis of a complex of statistical variables into principal components" (1933).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

// `rows` x `columns` numbers, row-major.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
};

struct PrincipalComponents {
  Matrix scores;                  // the rows' coordinates: rows x components, centred
  std::vector<double> variances;  // of each component, divided by rows - 1
  double total_variance = 0.0;    // of all components that there are
  // Mean over all elements of (row - its reconstruction from the components)^2.
  double reconstruction_error = 0.0;
};

// The limit of min(rows, columns): the cost grows with its cube.
inline constexpr std::size_t most_side = 8192;

// Receives the share that is done, from 0 to 1; false ends the work.
using Watch = std::function<bool(double done)>;

// What principal_components takes beside `data`, in bytes at its peak.
std::size_t working_bytes(std::size_t rows, std::size_t columns);

// Nothing where `watch` ended it. Needs 2 or more rows, 1 to min(rows, columns) components, and min(rows,
// columns) at most `most_side`. A component's sign is free: here the score of largest magnitude is positive;
// of several such scores, the first.
std::optional<PrincipalComponents> principal_components(const Matrix& data, std::size_t components,
                                                        const Watch& watch);

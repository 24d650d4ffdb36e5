// k-means: clusters whose rows have the least squared distances to their means. The start is that of
// k-means++ (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007), then
// Lloyd's algorithm ("Least squares quantization in PCM", 1982) until no row changes its cluster.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "support/matrix.h"
#include "support/work.h"

struct ClusteringSettings {
  std::size_t clusters = 0;  // 1 to the number of rows
  std::size_t starts = 1;    // of which the one with the least inertia is kept; the first of equal ones
  std::size_t iterations = 1;
};

// The n-th number, in [0,1), of those that a start draws.
using Draw = std::function<double(std::size_t start, std::size_t n)>;

struct Clustering {
  plugin::Matrix centres;
  std::vector<std::size_t> of_row;  // the nearest centre; the first of equally near ones
  std::vector<double> squared;      // the squared distance of each row to it
  double inertia = 0.0;             // the sum of these
  std::size_t iterations = 0;
  bool converged = false;  // no row changed its cluster in the last iteration
};

// Nothing where the work was ended. A cluster that loses all its rows takes the row that is farthest from its
// centre; where all rows lie at their centres it stays empty.
std::optional<Clustering> k_means(const plugin::Matrix& rows, const ClusteringSettings& settings,
                                  const Draw& draw, const plugin::Work& work);

// What k_means takes beside its input, in bytes at its peak.
std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t clusters);

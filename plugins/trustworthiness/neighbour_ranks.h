// How far a map keeps the neighbours of the rows that it is a map of.
// Sources: Venna and Kaski, "Local multidimensional scaling" (Neural Networks 19, 2006); Kaski and others,
// "Trustworthiness and metrics in visualizing similarity of gene expression" (BMC Bioinformatics 4, 2003).
#pragma once

#include <cstddef>
#include <optional>

#include "support/squared_distances.h"
#include "support/work.h"

// Both from 0 to 1, which is best.
struct MapQuality {
  double trustworthiness = 0.0;  // 1 - what neighbours in the map cost that are none in the original
  double continuity = 0.0;       // 1 - what neighbours in the original cost that the map tears away
};

// With n rows, k neighbours, N(i) the k rows nearest to row i in the map and r(i,j) the rank of row j among
// the neighbours of row i in the original, from 1,
//   trustworthiness = 1 - 2 / (n k (2n - 3k - 1)) * sum over i, and over j in N(i), of max(0, r(i,j) - k),
// and continuity is the same with the two swapped. Of equal distances, the row that comes first is nearer.
// Row i of the one belongs to row i of the other; k is at least 1 and below n / 2. Nothing where it was
// ended.
std::optional<MapQuality> map_quality(const plugin::SquaredDistances& map,
                                      const plugin::SquaredDistances& original, std::size_t neighbours,
                                      const plugin::Work& work);

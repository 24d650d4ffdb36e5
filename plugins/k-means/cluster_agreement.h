// How far clusters agree with classes, from the number of rows of each pair.
#pragma once

#include <cstddef>
#include <vector>

// One row of counts for each class, one column for each cluster.
struct Contingency {
  std::size_t classes = 0, clusters = 0;
  std::vector<std::size_t> counts;
};

struct Agreement {
  // Of pairs of rows, corrected for chance: Hubert and Arabie, "Comparing partitions", Journal of
  // Classification 2 (1985). 1: the same partition; 0: as chance would have it.
  double adjusted_rand_index = 0.0;
  // Mutual information over the mean of the two entropies; 0 to 1. 1 where there is one class and one
  // cluster.
  double normalised_mutual_information = 0.0;
  // 1 where each cluster has rows of one class alone: Rosenberg and Hirschberg, "V-measure" (2007).
  double homogeneity = 0.0;
};

Agreement agreement_of(const Contingency& contingency);

// The nearest neighbours of every row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "support/squared_distances.h"
#include "support/work.h"

struct NearestRows {
  std::size_t rows = 0, neighbours = 0;
  std::vector<std::uint32_t> others;  // rows x neighbours, the nearest first; of equal ones, the first row
  std::vector<double> distances;      // squared, in the same order
};

// All of them, found by comparing each row with each. `neighbours` is below the number of rows. The work is
// done between the shares `from` and `to`; nothing where it was ended.
std::optional<NearestRows> nearest_rows(const plugin::SquaredDistances& distances, std::size_t neighbours,
                                        const plugin::Work& work, double from, double to);

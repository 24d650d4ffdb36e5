// How well each row lies within its group: Rousseeuw, "Silhouettes: a graphical aid to the interpretation and
// validation of cluster analysis", Journal of Computational and Applied Mathematics 20 (1987).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "support/matrix.h"
#include "support/work.h"

struct Groups {
  std::size_t count = 0;
  std::vector<std::size_t> of_row;  // each below count
};

// s = (b - a) / max(a, b) of each row: a is the mean Euclidean distance to the other rows of its group, b the
// least of the mean distances to the rows of another group. It is 0 for the only row of a group, and where a
// and b are 0. Of 2 or more groups, none of them empty. Nothing where the work was ended.
std::optional<std::vector<double>> silhouettes(const plugin::Matrix& rows, const Groups& groups,
                                               const plugin::Work& work);

// What silhouettes takes beside its input, in bytes at its peak.
std::size_t working_bytes(std::size_t rows, std::size_t columns);

#include "silhouettes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/squared_distances.h"

namespace {

std::vector<std::size_t> sizes_of(const Groups& groups) {
  std::vector<std::size_t> sizes(groups.count);
  for (const std::size_t group : groups.of_row) ++sizes[group];
  return sizes;
}

// `sums`: of the distances of a row to the rows of each group.
double silhouette(const std::vector<double>& sums, std::size_t own, const std::vector<std::size_t>& sizes) {
  if (sizes[own] == 1) return 0.0;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t group = 0; group < sums.size(); ++group) {
    if (group != own) nearest = std::min(nearest, sums[group] / static_cast<double>(sizes[group]));
  }
  const double within = sums[own] / static_cast<double>(sizes[own] - 1);
  const double larger = std::max(within, nearest);
  return larger > 0.0 ? (nearest - within) / larger : 0.0;
}

}  // namespace

std::optional<std::vector<double>> silhouettes(const plugin::Matrix& rows, const Groups& groups,
                                               const plugin::Work& work) {
  const plugin::SquaredDistances distances(rows);
  const std::vector<std::size_t> sizes = sizes_of(groups);
  std::vector<double> result(rows.rows);
  const auto of_block = [&](std::size_t block) {
    const std::size_t first = block * distances.block_rows();
    const std::size_t count = std::min(distances.block_rows(), rows.rows - first);
    const std::vector<double> squared = distances.of_rows(first, count);
    std::vector<double> sums(groups.count);
    for (std::size_t row = 0; row < count; ++row) {
      std::fill(sums.begin(), sums.end(), 0.0);
      const double* to = squared.data() + row * rows.rows;
      for (std::size_t other = 0; other < rows.rows; ++other)
        sums[groups.of_row[other]] += std::sqrt(to[other]);
      result[first + row] = silhouette(sums, groups.of_row[first + row], sizes);
    }
  };
  const std::size_t blocks = (rows.rows + distances.block_rows() - 1) / distances.block_rows();
  if (!work.pieces(blocks, 0.0, 1.0, of_block)) return std::nullopt;
  return result;
}

std::size_t working_bytes(std::size_t rows, std::size_t columns) {
  // The copy that distances are made of, besides what they take themselves.
  return sizeof(double) * rows * columns + plugin::SquaredDistances::working_bytes(rows, columns);
}

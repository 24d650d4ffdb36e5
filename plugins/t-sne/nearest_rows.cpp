#include "nearest_rows.h"

#include <algorithm>
#include <numeric>

namespace {

void find_nearest(const double* distances, std::size_t self, std::vector<std::uint32_t>& order,
                  std::size_t row, NearestRows& found) {
  std::iota(order.begin(), order.end(), 0U);
  std::swap(order[self], order.back());  // it is no neighbour
  const auto last = order.begin() + static_cast<std::ptrdiff_t>(found.neighbours);
  std::partial_sort(order.begin(), last, order.end() - 1, [&](std::uint32_t a, std::uint32_t b) {
    return distances[a] < distances[b] || (distances[a] == distances[b] && a < b);
  });
  const std::size_t start = row * found.neighbours;
  for (std::size_t k = 0; k < found.neighbours; ++k) {
    found.others[start + k] = order[k];
    found.distances[start + k] = distances[order[k]];
  }
}

}  // namespace

std::optional<NearestRows> nearest_rows(const plugin::SquaredDistances& distances, std::size_t neighbours,
                                        const plugin::Work& work, double from, double to) {
  const std::size_t rows = distances.rows(), block = distances.block_rows();
  NearestRows found{rows, neighbours, std::vector<std::uint32_t>(rows * neighbours),
                    std::vector<double>(rows * neighbours)};
  const auto find = [&](std::size_t index) {
    const std::size_t first = index * block, count = std::min(block, rows - first);
    const std::vector<double> all = distances.of_rows(first, count);
    std::vector<std::uint32_t> order(rows);
    for (std::size_t i = 0; i < count; ++i)
      find_nearest(all.data() + i * rows, first + i, order, first + i, found);
  };
  if (!work.pieces((rows + block - 1) / block, from, to, find)) return std::nullopt;
  return found;
}

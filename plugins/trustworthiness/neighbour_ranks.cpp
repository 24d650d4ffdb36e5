#include "neighbour_ranks.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

// Of one row to all.
struct Distances {
  const double* values;
  std::size_t count;
  std::size_t self;  // which is no neighbour
};

// The nearest rows, in no order.
std::vector<std::uint32_t> nearest(const Distances& distances, std::size_t neighbours) {
  std::vector<std::uint32_t> order(distances.count);
  std::iota(order.begin(), order.end(), 0U);
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(distances.self));
  const double* values = distances.values;
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(neighbours) - 1, order.end(),
                   [values](std::uint32_t a, std::uint32_t b) {
                     return values[a] < values[b] || (values[a] == values[b] && a < b);
                   });
  order.resize(neighbours);
  return order;
}

// The rank of a row among the neighbours, from 1.
std::size_t rank_of(const Distances& distances, std::size_t row) {
  const double own = distances.values[row];
  std::size_t before = 0;
  for (std::size_t j = 0; j < distances.count; ++j) before += distances.values[j] < own ? 1 : 0;
  for (std::size_t j = 0; j < row; ++j) before += distances.values[j] == own ? 1 : 0;
  const double self = distances.values[distances.self];
  const bool self_counted = self < own || (self == own && distances.self < row);
  return before + 1 - (self_counted ? 1 : 0);
}

// What the ranks of `rows` exceed the number of neighbours by, together.
std::uint64_t excess(const Distances& distances, const std::vector<std::uint32_t>& rows) {
  std::uint64_t sum = 0;
  for (const std::uint32_t row : rows) {
    const std::size_t rank = rank_of(distances, row);
    if (rank > rows.size()) sum += rank - rows.size();
  }
  return sum;
}

struct Excess {
  std::uint64_t of_intruders = 0, of_lost = 0;
};

Excess excess_of_row(const Distances& map, const Distances& original, std::size_t neighbours) {
  return {excess(original, nearest(map, neighbours)), excess(map, nearest(original, neighbours))};
}

}  // namespace

std::optional<MapQuality> map_quality(const plugin::SquaredDistances& map,
                                      const plugin::SquaredDistances& original, std::size_t neighbours,
                                      const plugin::Work& work) {
  const std::size_t rows = original.rows(), block = std::min(map.block_rows(), original.block_rows());
  std::vector<Excess> of_row(rows);
  const auto measure = [&](std::size_t first) {
    const std::size_t count = std::min(block, rows - first);
    const std::vector<double> in_map = map.of_rows(first, count),
                              in_original = original.of_rows(first, count);
    for (std::size_t i = 0; i < count; ++i) {
      of_row[first + i] = excess_of_row({in_map.data() + i * rows, rows, first + i},
                                        {in_original.data() + i * rows, rows, first + i}, neighbours);
    }
  };
  if (!work.pieces((rows + block - 1) / block, 0.0, 1.0, [&](std::size_t i) { measure(i * block); }))
    return std::nullopt;

  std::uint64_t intruders = 0, lost = 0;
  for (const Excess& excess : of_row) {
    intruders += excess.of_intruders;
    lost += excess.of_lost;
  }
  const auto n = static_cast<double>(rows), k = static_cast<double>(neighbours);
  const double largest = n * k * (2.0 * n - 3.0 * k - 1.0) / 2.0;
  return MapQuality{1.0 - static_cast<double>(intruders) / largest,
                    1.0 - static_cast<double>(lost) / largest};
}

#include "nearest_rows.h"

#include <algorithm>
#include <tuple>

#include "support/squared_distances.h"

std::optional<std::vector<std::size_t>> nearest_rows(const plugin::Matrix& rows, std::size_t tested,
                                                     std::size_t k, const plugin::Work& work) {
  const plugin::SquaredDistances distances(rows);
  const std::size_t candidates = rows.rows > tested ? tested : 0;  // the first one
  std::vector<std::size_t> nearest(tested * k);
  const auto of_block = [&](std::size_t block) {
    const std::size_t first = block * distances.block_rows();
    const std::size_t count = std::min(distances.block_rows(), tested - first);
    const std::vector<double> squared = distances.of_rows(first, count);
    std::vector<std::size_t> order;
    for (std::size_t row = first; row < first + count; ++row) {
      const double* to = squared.data() + (row - first) * rows.rows;
      order.clear();
      for (std::size_t other = candidates; other < rows.rows; ++other) {
        if (other != row) order.push_back(other);
      }
      std::partial_sort(
          order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(),
          [&](std::size_t a, std::size_t b) { return std::tie(to[a], a) < std::tie(to[b], b); });
      std::copy_n(order.begin(), k, nearest.begin() + static_cast<std::ptrdiff_t>(row * k));
    }
  };
  const std::size_t blocks = (tested + distances.block_rows() - 1) / distances.block_rows();
  if (!work.pieces(blocks, 0.0, 1.0, of_block)) return std::nullopt;
  return nearest;
}

std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t tested, std::size_t k) {
  // The copy that distances are made of, what they take themselves, the neighbours.
  return sizeof(double) * rows * columns + plugin::SquaredDistances::working_bytes(rows, columns) +
         sizeof(std::size_t) * tested * k;
}

Votes votes_of(const std::vector<std::size_t>& neighbours, std::size_t classes) {
  Votes votes;
  std::vector<std::size_t> counts(classes);
  std::size_t winner = 0;
  for (const std::size_t voted : neighbours) {
    const std::size_t count = ++counts[voted];
    if (count > counts[winner] || (count == counts[winner] && voted < winner)) winner = voted;
    votes.winners.push_back(winner);
    votes.shares.push_back(static_cast<double>(counts[winner]) / static_cast<double>(votes.winners.size()));
  }
  return votes;
}

#include "code_pairs.h"

#include <algorithm>
#include <compare>
#include <map>

namespace {

RowPairs two_by_two(const std::vector<std::size_t>& rows, std::size_t pairs) {
  RowPairs made;
  for (std::size_t i = 0; i + 1 < rows.size() && made.size() < pairs; i += 2)
    made.emplace_back(rows[i], rows[i + 1]);
  return made;
}

}  // namespace

RowPairs random_pairs(std::vector<std::size_t> rows, std::size_t pairs,
                      const std::function<float(std::size_t row)>& draw) {
  std::map<std::size_t, float> drawn;
  for (const std::size_t row : rows) drawn[row] = draw(row);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return drawn[a] < drawn[b]; });
  return two_by_two(rows, pairs);
}

RowPairs pairs_of_classes(const std::vector<std::size_t>& rows, const std::int64_t* labels,
                          std::size_t pairs) {
  struct Place {
    std::size_t of_its_class;
    std::int64_t label;
    std::size_t row;
    auto operator<=>(const Place&) const = default;
  };
  std::map<std::int64_t, std::size_t> seen;
  std::vector<Place> places;
  for (const std::size_t row : rows) places.push_back({seen[labels[row]]++, labels[row], row});
  std::sort(places.begin(), places.end());
  std::vector<std::size_t> order;
  for (const Place& place : places) order.push_back(place.row);
  return two_by_two(order, pairs);
}

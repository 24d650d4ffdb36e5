// Which codes are connected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

// Rows of a table, two by two.
using RowPairs = std::vector<std::pair<std::size_t, std::size_t>>;

// `pairs` of them, no row twice: those with the least numbers, `draw` gives each row's; fewer where there are
// not so many rows.
RowPairs random_pairs(std::vector<std::size_t> rows, std::size_t pairs,
                      const std::function<float(std::size_t row)>& draw);

// The first row of each class in the order of the classes, then the second of each, and so on, two by two.
// `labels`: of every row of the table.
RowPairs pairs_of_classes(const std::vector<std::size_t>& rows, const std::int64_t* labels,
                          std::size_t pairs);

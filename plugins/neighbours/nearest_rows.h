// The rows that lie nearest to each row, and the classes that they vote for.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "support/matrix.h"
#include "support/work.h"

// For each of the first `tested` rows the k nearest, the nearest first, by Euclidean distance; of equally
// near ones those with the lower number. They are among the rows after the first `tested` or, where there are
// none, among the others of these. tested x k numbers of rows; nothing where the work was ended.
std::optional<std::vector<std::size_t>> nearest_rows(const plugin::Matrix& rows, std::size_t tested,
                                                     std::size_t k, const plugin::Work& work);

// What nearest_rows takes beside its input, in bytes at its peak.
std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t tested, std::size_t k);

// What the first n neighbours of a row vote for, for n = 1, 2, ...
struct Votes {
  std::vector<std::size_t> winners;  // the class with the most votes; of several the one of lowest number
  std::vector<double> shares;        // the share of the n votes that it has
};

// `neighbours`: the classes of a row's neighbours, the nearest first, each below `classes`.
Votes votes_of(const std::vector<std::size_t>& neighbours, std::size_t classes);

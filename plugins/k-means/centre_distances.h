// Squared Euclidean distances of rows to centres: sums of squared differences, exactly 0 between equal rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "support/matrix.h"

inline double squared_distance(const double* one, const double* other, std::size_t columns) {
  double sum = 0.0;
  for (std::size_t column = 0; column < columns; ++column)
    sum += (one[column] - other[column]) * (one[column] - other[column]);
  return sum;
}

// Centres in groups of eight, each column by column, so that eight sums are made side by side in vectors. The
// order of each sum is that of squared_distance.
class PackedCentres {
 public:
  explicit PackedCentres(const plugin::Matrix& centres)
      : columns_(centres.columns),
        groups_((centres.rows + lanes - 1) / lanes),
        values_(groups_ * lanes * columns_) {
    for (std::size_t row = 0; row < centres.rows; ++row) {
      double* group = values_.data() + row / lanes * lanes * columns_;
      for (std::size_t column = 0; column < columns_; ++column)
        group[column * lanes + row % lanes] = centres.values[row * columns_ + column];
    }
  }

  // The number of centres, rounded up to whole groups.
  std::size_t padded() const { return groups_ * lanes; }

  // One a centre; what follows them, up to padded(), has no meaning.
  void squared_distances(const double* row, double* distances) const {
    const double* centre = values_.data();
    for (std::size_t group = 0; group < groups_; ++group, distances += lanes) {
      std::array<double, lanes> sums = {};
      for (std::size_t column = 0; column < columns_; ++column, centre += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
          const double difference = centre[lane] - row[column];
          sums[lane] += difference * difference;
        }
      }
      std::copy(sums.begin(), sums.end(), distances);
    }
  }

 private:
  static constexpr std::size_t lanes = 8;

  std::size_t columns_, groups_;
  std::vector<double> values_;
};

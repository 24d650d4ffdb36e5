#include "support/squared_distances.h"

#include <Eigen/Core>
#include <algorithm>
#include <utility>

namespace plugin {
namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Up to so many columns, differences take no longer than products; and equal rows have no distance at all.
constexpr std::size_t few_columns = 8;
constexpr std::size_t most_block_rows = 32;

// Rows far from 0 would lose the digits by which they differ.
void centre(Matrix& points) {
  Eigen::Map<Rows> rows(points.values.data(), static_cast<Eigen::Index>(points.rows),
                        static_cast<Eigen::Index>(points.columns));
  rows.rowwise() -= rows.colwise().mean().eval();
}

// About a tenth of a second of products.
std::size_t rows_of_block(std::size_t rows, std::size_t columns) {
  const std::size_t one = std::max<std::size_t>(rows * columns, 1);
  return std::clamp<std::size_t>(250'000'000 / one, 8, most_block_rows);
}

}  // namespace

SquaredDistances::SquaredDistances(Matrix points)
    : points_(std::move(points)), block_rows_(rows_of_block(points_.rows, points_.columns)) {
  scale(points_);
  if (points_.columns <= few_columns) return;
  centre(points_);
  for (std::size_t row = 0; row < points_.rows; ++row) {
    const Eigen::Map<const Eigen::VectorXd> values(points_.values.data() + row * points_.columns,
                                                   static_cast<Eigen::Index>(points_.columns));
    squares_.push_back(values.squaredNorm());
  }
}

std::vector<double> SquaredDistances::of_rows(std::size_t first, std::size_t count) const {
  std::vector<double> distances(count * points_.rows);
  if (points_.columns <= few_columns) {
    subtract(first, count, distances.data());
  } else {
    multiply(first, count, distances.data());
  }
  return distances;
}

void SquaredDistances::subtract(std::size_t first, std::size_t count, double* distances) const {
  const std::size_t columns = points_.columns;
  for (std::size_t row = first; row < first + count; ++row) {
    const double* one = points_.values.data() + row * columns;
    const double* other = points_.values.data();
    for (std::size_t j = 0; j < points_.rows; ++j, other += columns) {
      double sum = 0.0;
      for (std::size_t column = 0; column < columns; ++column) {
        const double difference = one[column] - other[column];
        sum += difference * difference;
      }
      *distances++ = sum;
    }
  }
}

// |x - y|^2 = |x|^2 + |y|^2 - 2xy.
void SquaredDistances::multiply(std::size_t first, std::size_t count, double* distances) const {
  const auto rows = static_cast<Eigen::Index>(points_.rows);
  const auto columns = static_cast<Eigen::Index>(points_.columns);
  const auto begin = static_cast<Eigen::Index>(first), taken = static_cast<Eigen::Index>(count);
  const Eigen::Map<const Rows> points(points_.values.data(), rows, columns);
  const Eigen::Map<const Eigen::RowVectorXd> squares(squares_.data(), rows);
  Eigen::Map<Rows> out(distances, taken, rows);
  out.noalias() = -2.0 * points.middleRows(begin, taken) * points.transpose();
  for (Eigen::Index row = 0; row < taken; ++row) {
    out.row(row) = (out.row(row) + squares).array().max(-squares(begin + row)) + squares(begin + row);
    out(row, begin + row) = 0.0;
  }
}

std::size_t SquaredDistances::working_bytes(std::size_t rows, std::size_t columns) {
  constexpr std::size_t threads = 16;  // of which each has a block
  return sizeof(double) * rows * (columns + 1 + threads * rows_of_block(rows, columns));
}

}  // namespace plugin

#include "code_axes.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Between two values it is interpolated in a line, as NumPy does.
double percentile(std::vector<double> values, double percent) {
  std::sort(values.begin(), values.end());
  const double at = percent / 100.0 * static_cast<double>(values.size() - 1);
  const auto first = std::min(static_cast<std::size_t>(at), values.size() - 1);
  const std::size_t next = std::min(first + 1, values.size() - 1);
  return std::lerp(values[first], values[next], at - static_cast<double>(first));
}

CodeAxis axis_of(const Eigen::VectorXd& direction, const Eigen::VectorXd& coordinates, double low,
                 double high) {
  const std::vector<double> values(coordinates.begin(), coordinates.end());
  return {{direction.begin(), direction.end()}, percentile(values, low), percentile(values, high)};
}

// Two columns, the eigenvectors of X'X with the largest eigenvalues; zeros where there is no such direction.
// XX' has the same eigenvalues: take the smaller of the two.
Rows principal_directions(const Rows& centred) {
  const bool wide = centred.rows() <= centred.cols();
  const Eigen::MatrixXd products =
      wide ? Eigen::MatrixXd(centred * centred.transpose()) : Eigen::MatrixXd(centred.transpose() * centred);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
  const Eigen::Index kept = std::min<Eigen::Index>(2, products.rows());
  const Eigen::MatrixXd vectors = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  Rows directions = Rows::Zero(centred.cols(), 2);
  directions.leftCols(kept) = wide ? Rows(centred.transpose() * vectors) : Rows(vectors);
  const double smallest = 1e-12 * centred.norm();
  for (Eigen::Index axis = 0; axis < 2; ++axis) {
    const double length = directions.col(axis).norm();
    const bool exists = (centred * directions.col(axis)).norm() > smallest * length;
    directions.col(axis) *= exists ? 1.0 / length : 0.0;
  }
  return directions;
}

CodeAxes principal_axes(const Rows& codes, double low, double high) {
  const Eigen::RowVectorXd mean = codes.colwise().mean();
  const Rows centred = codes.rowwise() - mean;
  Rows directions = principal_directions(centred);
  Rows coordinates = centred * directions;
  CodeAxes found{.origin = {mean.begin(), mean.end()}, .axes = {}};
  for (Eigen::Index axis = 0; axis < 2; ++axis) {
    Eigen::Index largest = 0;
    coordinates.col(axis).cwiseAbs().maxCoeff(&largest);
    const double sign = coordinates(largest, axis) < 0.0 ? -1.0 : 1.0;
    found.axes.push_back(axis_of(sign * directions.col(axis), sign * coordinates.col(axis), low, high));
  }
  const double total = centred.squaredNorm();
  found.share = total > 0.0 ? std::min(1.0, coordinates.squaredNorm() / total) : 1.0;
  return found;
}

}  // namespace

CodeAxes axes_of(const double* codes, std::size_t rows, std::size_t units, double low, double high) {
  const Rows all =
      Eigen::Map<const Rows>(codes, static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(units));
  if (units > 2) return principal_axes(all, low, high);
  CodeAxes found{.origin = std::vector<double>(units, 0.0), .axes = {}};
  for (Eigen::Index axis = 0; axis < all.cols(); ++axis)
    found.axes.push_back(axis_of(Eigen::VectorXd::Unit(all.cols(), axis), all.col(axis), low, high));
  return found;
}

std::size_t working_bytes(std::size_t rows, std::size_t units) {
  const std::size_t side = std::min(rows, units);
  // The codes, and centred ones; the products, the solver's copy of them and its vectors; coordinates.
  return sizeof(double) * (2 * rows * units + 3 * side * side + 4 * rows);
}

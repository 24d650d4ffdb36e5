#include "support/component_scores.h"

#include <algorithm>

namespace plugin {
namespace {

void fix_signs(Decomposition& found) {
  for (Eigen::Index component = 0; component < found.scores.cols(); ++component) {
    Eigen::Index row = 0;
    found.scores.col(component).cwiseAbs().maxCoeff(&row);
    if (found.scores(row, component) >= 0.0) continue;
    found.scores.col(component) *= -1.0;
    found.axes.row(component) *= -1.0;
  }
}

Matrix matrix_of(const Rows& rows) {
  return {static_cast<std::size_t>(rows.rows()),
          static_cast<std::size_t>(rows.cols()),
          {rows.data(), rows.data() + rows.size()}};
}

}  // namespace

Centred centred(const Matrix& data) {
  Centred result;
  result.rows = Eigen::Map<const Rows>(data.values.data(), static_cast<Eigen::Index>(data.rows),
                                       static_cast<Eigen::Index>(data.columns));
  result.mean = result.rows.colwise().mean();
  result.rows.rowwise() -= result.mean;
  return result;
}

PrincipalComponents components_of(const Centred& data, Decomposition found) {
  fix_signs(found);
  PrincipalComponents result;
  result.mean.assign(data.mean.begin(), data.mean.end());
  result.axes = matrix_of(found.axes);
  result.scores = matrix_of(found.scores);
  const auto degrees = static_cast<double>(data.rows.rows() - 1);
  for (const double square : found.squares) result.variances.push_back(square / degrees);
  const double total = data.rows.squaredNorm();
  result.total_variance = total / degrees;
  result.reconstruction_error =
      std::max(0.0, total - found.squares.sum()) / static_cast<double>(data.rows.size());
  return result;
}

std::vector<double> reconstruction(const PrincipalComponents& components, std::size_t row) {
  std::vector<double> values = components.mean;
  const Matrix& axes = components.axes;
  for (std::size_t component = 0; component < axes.rows; ++component) {
    const double score = components.scores.values[row * axes.rows + component];
    for (std::size_t column = 0; column < axes.columns; ++column)
      values[column] += score * axes.values[component * axes.columns + column];
  }
  return values;
}

}  // namespace plugin

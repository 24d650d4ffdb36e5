#include "support/component_scores.h"

#include <algorithm>

namespace plugin {
namespace {

void fix_signs(Rows& scores) {
  for (Eigen::Index component = 0; component < scores.cols(); ++component) {
    Eigen::Index row = 0;
    scores.col(component).cwiseAbs().maxCoeff(&row);
    if (scores(row, component) < 0.0) scores.col(component) *= -1.0;
  }
}

}  // namespace

Rows centred(const Matrix& data) {
  Rows rows = Eigen::Map<const Rows>(data.values.data(), static_cast<Eigen::Index>(data.rows),
                                     static_cast<Eigen::Index>(data.columns));
  rows.rowwise() -= rows.colwise().mean().eval();
  return rows;
}

PrincipalComponents components_of(Rows scores, const Eigen::VectorXd& squares, double total,
                                  std::size_t columns) {
  fix_signs(scores);
  PrincipalComponents result;
  const auto rows = static_cast<std::size_t>(scores.rows());
  result.scores = {
      rows, static_cast<std::size_t>(scores.cols()), {scores.data(), scores.data() + scores.size()}};
  const auto degrees = static_cast<double>(rows - 1);
  for (const double square : squares) result.variances.push_back(square / degrees);
  result.total_variance = total / degrees;
  result.reconstruction_error = std::max(0.0, total - squares.sum()) / static_cast<double>(rows * columns);
  return result;
}

}  // namespace plugin

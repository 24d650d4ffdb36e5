#include "principal_components.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void fix_signs(Rows& scores) {
  for (Eigen::Index component = 0; component < scores.cols(); ++component) {
    Eigen::Index row = 0;
    scores.col(component).cwiseAbs().maxCoeff(&row);
    if (scores(row, component) < 0.0) scores.col(component) *= -1.0;
  }
}

}  // namespace

PrincipalComponents principal_components(const Matrix& data, std::size_t components) {
  const auto rows = static_cast<Eigen::Index>(data.rows), columns = static_cast<Eigen::Index>(data.columns);
  const auto kept = static_cast<Eigen::Index>(components);
  Rows centred = Eigen::Map<const Rows>(data.values.data(), rows, columns);
  centred.rowwise() -= centred.colwise().mean().eval();

  // X X' and X'X have the same non-zero eigenvalues: the squared singular values of X. Take the smaller of
  // the two.
  const bool wide = rows <= columns;
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(std::min(rows, columns), std::min(rows, columns));
  if (wide) {
    products.selfadjointView<Eigen::Lower>().rankUpdate(centred);
  } else {
    products.selfadjointView<Eigen::Lower>().rankUpdate(centred.transpose());
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      products);  // reads the lower half; ascending values
  const Eigen::VectorXd squares = solver.eigenvalues().tail(kept).reverse().cwiseMax(0.0);
  const Eigen::MatrixXd vectors = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  // With X = U S V', the scores X V are U S.
  Rows scores = wide ? Rows(vectors * squares.cwiseSqrt().asDiagonal()) : Rows(centred * vectors);
  fix_signs(scores);

  PrincipalComponents result;
  result.scores = {data.rows, components, {scores.data(), scores.data() + scores.size()}};
  const double degrees = static_cast<double>(rows - 1);
  for (const double square : squares) result.variances.push_back(square / degrees);
  const double total = centred.squaredNorm();
  result.total_variance = total / degrees;
  result.reconstruction_error = std::max(0.0, total - squares.sum()) / static_cast<double>(rows * columns);
  return result;
}

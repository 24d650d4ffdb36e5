#include "principal_components.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The share of the whole work; the solver takes the remainder.
constexpr double share_of_products = 0.3;

void fix_signs(Rows& scores) {
  for (Eigen::Index component = 0; component < scores.cols(); ++component) {
    Eigen::Index row = 0;
    scores.col(component).cwiseAbs().maxCoeff(&row);
    if (scores(row, component) < 0.0) scores.col(component) *= -1.0;
  }
}

// The lower half of X X', or of X'X where that is smaller, in pieces that take a fraction of a second each.
// False where `watch` ended it.
bool add_products(const Rows& centred, Eigen::MatrixXd& products, const Watch& watch) {
  const bool wide = centred.rows() <= centred.cols();
  const Eigen::Index side = products.rows(), depth = wide ? centred.cols() : centred.rows();
  const Eigen::Index piece = std::clamp<Eigen::Index>(200'000'000 / (side * side), 16, depth);
  for (Eigen::Index first = 0; first < depth; first += piece) {
    const Eigen::Index count = std::min(piece, depth - first);
    auto lower = products.selfadjointView<Eigen::Lower>();
    if (wide) {
      lower.rankUpdate(centred.middleCols(first, count));
    } else {
      lower.rankUpdate(centred.middleRows(first, count).transpose());
    }
    if (!watch(share_of_products * static_cast<double>(first + count) / static_cast<double>(depth)))
      return false;
  }
  return true;
}

}  // namespace

std::size_t working_bytes(std::size_t rows, std::size_t columns) {
  const std::size_t side = std::min(rows, columns);
  // The centred rows; the products, the solver's copy of them and its vectors.
  return sizeof(double) * (rows * columns + 3 * side * side);
}

std::optional<PrincipalComponents> principal_components(const Matrix& data, std::size_t components,
                                                        const Watch& watch) {
  const auto rows = static_cast<Eigen::Index>(data.rows), columns = static_cast<Eigen::Index>(data.columns);
  const auto kept = static_cast<Eigen::Index>(components);
  Rows centred = Eigen::Map<const Rows>(data.values.data(), rows, columns);
  centred.rowwise() -= centred.colwise().mean().eval();

  // X X' and X'X have the same non-zero eigenvalues: the squared singular values of X. Take the smaller of
  // the two.
  const bool wide = rows <= columns;
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(std::min(rows, columns), std::min(rows, columns));
  if (!add_products(centred, products, watch)) return std::nullopt;
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

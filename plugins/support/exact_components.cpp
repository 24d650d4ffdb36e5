#include <Eigen/Dense>
#include <algorithm>
#include <utility>

#include "support/component_scores.h"

namespace plugin {
namespace {

// The share of the whole work; the solver takes the remainder.
constexpr double share_of_products = 0.3;

// The lower half of X X', or of X'X where that is smaller, in pieces that take a fraction of a second each.
// False where `watch` ended it.
bool add_products(const Rows& rows, Eigen::MatrixXd& products, const Watch& watch) {
  const bool wide = rows.rows() <= rows.cols();
  const Eigen::Index side = products.rows(), depth = wide ? rows.cols() : rows.rows();
  const Eigen::Index piece = std::clamp<Eigen::Index>(200'000'000 / (side * side), 16, depth);
  for (Eigen::Index first = 0; first < depth; first += piece) {
    const Eigen::Index count = std::min(piece, depth - first);
    auto lower = products.selfadjointView<Eigen::Lower>();
    if (wide) {
      lower.rankUpdate(rows.middleCols(first, count));
    } else {
      lower.rankUpdate(rows.middleRows(first, count).transpose());
    }
    if (!watch(share_of_products * static_cast<double>(first + count) / static_cast<double>(depth)))
      return false;
  }
  return true;
}

}  // namespace

std::size_t exact_bytes(std::size_t rows, std::size_t columns) {
  const std::size_t side = std::min(rows, columns);
  // The centred rows; the products, the solver's copy of them and its vectors.
  return sizeof(double) * (rows * columns + 3 * side * side);
}

std::optional<PrincipalComponents> exact_components(const Matrix& data, std::size_t components,
                                                    const Watch& watch) {
  const Centred centre = centred(data);
  const Rows& rows = centre.rows;
  const auto kept = static_cast<Eigen::Index>(components);
  // X X' and X'X have the same non-zero eigenvalues: the squared singular values of X. Take the smaller of
  // the two.
  const bool wide = rows.rows() <= rows.cols();
  const Eigen::Index side = std::min(rows.rows(), rows.cols());
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(side, side);
  if (!add_products(rows, products, watch)) return std::nullopt;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      products);  // reads the lower half; ascending values
  Decomposition found;
  found.squares = solver.eigenvalues().tail(kept).reverse().cwiseMax(0.0);
  const Eigen::MatrixXd vectors = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  // With X = U S V', the scores X V are U S, and U'X is S V'.
  if (wide) {
    const Eigen::VectorXd singular = found.squares.cwiseSqrt();
    found.scores = vectors * singular.asDiagonal();
    found.axes = vectors.transpose() * rows;
    for (Eigen::Index i = 0; i < kept; ++i) found.axes.row(i) *= singular(i) > 0.0 ? 1.0 / singular(i) : 0.0;
  } else {
    found.scores = rows * vectors;
    found.axes = vectors.transpose();
  }
  return components_of(centre, std::move(found));
}

}  // namespace plugin

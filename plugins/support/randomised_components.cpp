#include <Eigen/Dense>
#include <algorithm>
#include <utility>

#include "support/component_scores.h"

namespace plugin {
namespace {

// Vectors beside the components. The more there are, and the more often they are multiplied, the nearer do
// the last components come to the exact ones; scikit-learn's numbers.
constexpr std::size_t more_vectors = 10;

std::size_t vectors_for(std::size_t rows, std::size_t columns, std::size_t components) {
  return std::min(components + more_vectors, std::min(rows, columns));
}

int iterations_for(std::size_t rows, std::size_t columns, std::size_t components) {
  return 10 * components < std::min(rows, columns) ? 7 : 4;
}

Rows random_vectors(std::size_t length, std::size_t count, const Normal& normal) {
  Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> numbers(
      static_cast<Eigen::Index>(length), static_cast<Eigen::Index>(count));
  for (std::size_t element = 0; element < length; ++element)
    normal(element, numbers.data() + element * count, count);
  return numbers.cast<double>();
}

// An orthonormal basis of the same space.
Rows basis_of(const Rows& vectors) {
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(vectors);
  return qr.householderQ() * Eigen::MatrixXd::Identity(vectors.rows(), vectors.cols());
}

// The work is done in `steps` products of equal cost, each in pieces.
class Products {
 public:
  Products(const Rows& rows, const Work& work, int steps) : rows_(rows), work_(work), steps_(steps) {}

  // X V, some rows a piece. False where it was ended.
  bool times(const Rows& vectors, Rows& product) {
    product.resize(rows_.rows(), vectors.cols());
    return pieces(rows_.rows(), 256, [&](Eigen::Index first, Eigen::Index count) {
      product.middleRows(first, count).noalias() = rows_.middleRows(first, count) * vectors;
    });
  }

  // X'V, some columns a piece.
  bool transposed_times(const Rows& vectors, Rows& product) {
    product.resize(rows_.cols(), vectors.cols());
    return pieces(rows_.cols(), 64, [&](Eigen::Index first, Eigen::Index count) {
      product.middleRows(first, count).noalias() = rows_.middleCols(first, count).transpose() * vectors;
    });
  }

 private:
  bool pieces(Eigen::Index length, Eigen::Index piece,
              const std::function<void(Eigen::Index first, Eigen::Index count)>& multiply) {
    const double from = static_cast<double>(step_) / steps_, to = static_cast<double>(++step_) / steps_;
    return work_.pieces(static_cast<std::size_t>((length + piece - 1) / piece), from, to, [&](std::size_t i) {
      const Eigen::Index first = static_cast<Eigen::Index>(i) * piece;
      multiply(first, std::min(piece, length - first));
    });
  }

  const Rows& rows_;
  const Work& work_;
  int steps_, step_ = 0;
};

}  // namespace

std::size_t randomised_bytes(std::size_t rows, std::size_t columns, std::size_t components) {
  const std::size_t vectors = vectors_for(rows, columns, components);
  // The centred rows; the vectors with what their basis takes; the products and the scores.
  return sizeof(double) * (rows * columns + 4 * columns * vectors + 2 * rows * vectors);
}

std::optional<PrincipalComponents> randomised_components(const Matrix& data, std::size_t components,
                                                         const Normal& normal, const Work& work) {
  const Centred centre = centred(data);
  const int iterations = iterations_for(data.rows, data.columns, components);
  Products products(centre.rows, work, 2 * iterations + 1);
  Rows vectors = random_vectors(data.columns, vectors_for(data.rows, data.columns, components), normal);
  Rows product;
  for (int i = 0; i < iterations; ++i) {
    if (!products.times(vectors, product) || !products.transposed_times(product, vectors))
      return std::nullopt;
    vectors = basis_of(vectors);
  }
  if (!products.times(vectors, product)) return std::nullopt;
  // X is nearly (X Q) Q', whose singular values and scores are those of the few columns of X Q.
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(product.transpose() * product);
  const auto kept = static_cast<Eigen::Index>(components);
  const Eigen::MatrixXd turned = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  Decomposition found;
  found.squares = solver.eigenvalues().tail(kept).reverse().cwiseMax(0.0);
  found.scores = product * turned;
  found.axes = (vectors * turned).transpose();
  return components_of(centre, std::move(found));
}

}  // namespace plugin

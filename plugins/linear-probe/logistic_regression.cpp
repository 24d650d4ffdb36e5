#include "logistic_regression.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "lbfgs.h"

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr double least_share = 1e-12;       // of the value, that the minimum may be below what is found
constexpr double ridge = 1e-12;             // of the mean of a matrix's diagonal, that keeps it definite
constexpr Eigen::Index panel_columns = 64;  // so many columns of a matrix are one piece of work
constexpr Eigen::Index block_rows = 512;    // so many rows are one piece of work

Eigen::Index index_of(std::size_t count) {
  return static_cast<Eigen::Index>(count);
}

Eigen::Map<const Rows> view_of(const plugin::Matrix& matrix) {
  return {matrix.values.data(), index_of(matrix.rows), index_of(matrix.columns)};
}

// Means and, where they are asked for, standard deviations of the columns.
Regression scaling_of(const plugin::Matrix& rows, bool standardise) {
  Regression regression;
  const Eigen::RowVectorXd centre = view_of(rows).colwise().mean();
  regression.centre.assign(centre.begin(), centre.end());
  regression.scale.assign(rows.columns, 1.0);
  for (std::size_t column = 0; standardise && column < rows.columns; ++column) {
    const Eigen::ArrayXd differences = view_of(rows).col(index_of(column)).array() - centre[index_of(column)];
    const double deviation = std::sqrt(differences.square().mean());
    // Below it, the deviation is rounding.
    if (deviation > 1e-14 * std::fabs(centre[index_of(column)])) regression.scale[column] = deviation;
  }
  return regression;
}

// The rows, centred and scaled, and a last column of ones.
Rows features_of(const Regression& regression, const plugin::Matrix& rows) {
  const Eigen::Index columns = index_of(rows.columns);
  Rows features(index_of(rows.rows), columns + 1);
  const Eigen::Map<const Eigen::RowVectorXd> centre(regression.centre.data(), columns);
  const Eigen::Map<const Eigen::RowVectorXd> scale(regression.scale.data(), columns);
  features.leftCols(columns) = view_of(rows).rowwise() - centre;
  features.leftCols(columns).array().rowwise() /= scale.array();
  features.rightCols(1).setOnes();
  return features;
}

// From the logits of the classes to the logarithms of their probabilities.
void normalise(Rows& logits) {
  const Eigen::VectorXd largest = logits.rowwise().maxCoeff();
  logits.colwise() -= largest;
  const Eigen::VectorXd sums = logits.array().exp().rowwise().sum().log();
  logits.colwise() -= sums;
}

// The objective of the fit: its parameters are a matrix, a row a column of the features, a column a class.
class Likelihood {
 public:
  Likelihood(const Rows& features, const LabelledRows& data, double l2, const plugin::Work& work)
      : features_(features), data_(data), l2_(data.classes == 2 ? 2.0 * l2 : l2), work_(work) {}

  // The same matrix for each class, X'DX + l2: D has for each row the sum of p(1-p) over the classes, which
  // no eigenvalue of the row's share of the Hessian exceeds (Bohning, "Multinomial logistic regression
  // algorithm", Annals of the Institute of Statistical Mathematics 44, 1992, bounds it by 1/2 at any x). Of b
  // only the diagonal is kept, as the features are centred.
  bool approximate(const Eigen::MatrixXd& x, double done) {
    const Eigen::Index columns = features_.cols() - 1;
    Rows scaled = features_.leftCols(columns);
    Eigen::VectorXd weights(features_.rows());
    const bool weighted = over_blocks(done, [&](std::size_t, Eigen::Index first, Eigen::Index count) {
      Rows logits = features_.middleRows(first, count) * x;
      normalise(logits);
      weights.segment(first, count) = (1.0 - (2.0 * logits.array()).exp().rowwise().sum()).max(0.0);
      scaled.middleRows(first, count).array().colwise() *= weights.segment(first, count).array().sqrt();
    });
    if (!weighted) return false;
    Eigen::MatrixXd matrix(columns, columns);
    const auto panels = static_cast<std::size_t>((columns + panel_columns - 1) / panel_columns);
    const bool multiplied = work_.pieces(panels, done, done, [&](std::size_t panel) {
      const Eigen::Index first = index_of(panel) * panel_columns, left = columns - first;
      const Eigen::Index count = std::min(panel_columns, left);
      matrix.block(first, first, left, count).noalias() =
          scaled.rightCols(left).transpose() * scaled.middleCols(first, count);
    });
    if (!multiplied) return false;
    matrix.diagonal().array() += l2_ + ridge * matrix.diagonal().mean();
    factor_.compute(matrix);  // reads the lower half
    of_b_ = std::max(weights.sum(), ridge * static_cast<double>(features_.rows()));
    return true;
  }

  Eigen::MatrixXd precondition(const Eigen::MatrixXd& x) const {
    Eigen::MatrixXd result(x.rows(), x.cols());
    result.topRows(x.rows() - 1) = factor_.solve(x.topRows(x.rows() - 1));
    result.bottomRows(1) = x.bottomRows(1) / of_b_;
    return result;
  }

  std::optional<double> value(const Eigen::MatrixXd& x, double done, Eigen::MatrixXd& gradient) const {
    std::vector<Eigen::MatrixXd> gradients(blocks());
    std::vector<double> losses(blocks());
    const bool added = over_blocks(done, [&](std::size_t block, Eigen::Index first, Eigen::Index count) {
      losses[block] = loss(first, count, x, gradients[block]);
    });
    if (!added) return std::nullopt;
    gradient = l2_ * x;
    gradient.bottomRows(1).setZero();
    double sum = l2_ / 2.0 * x.topRows(x.rows() - 1).squaredNorm();
    for (std::size_t block = 0; block < blocks(); ++block) {
      gradient += gradients[block];
      sum += losses[block];
    }
    return sum;
  }

 private:
  std::size_t blocks() const {
    return static_cast<std::size_t>((features_.rows() + block_rows - 1) / block_rows);
  }

  // body(block, first row, number of rows) of each block of rows.
  bool over_blocks(double done,
                   const std::function<void(std::size_t, Eigen::Index, Eigen::Index)>& body) const {
    return work_.pieces(blocks(), done, done, [&](std::size_t block) {
      const Eigen::Index first = index_of(block) * block_rows;
      body(block, first, std::min(block_rows, features_.rows() - first));
    });
  }

  double loss(Eigen::Index first, Eigen::Index count, const Eigen::MatrixXd& x,
              Eigen::MatrixXd& gradient) const {
    const auto rows = features_.middleRows(first, count);
    Rows logits = rows * x;
    normalise(logits);
    Rows differences = logits.array().exp();
    double sum = 0.0;
    for (Eigen::Index row = 0; row < count; ++row) {
      const Eigen::Index truth = index_of(data_.class_of[static_cast<std::size_t>(first + row)]);
      sum -= logits(row, truth);
      differences(row, truth) -= 1.0;
    }
    gradient.noalias() = rows.transpose() * differences;
    return sum;
  }

  const Rows& features_;
  const LabelledRows& data_;
  double l2_;
  const plugin::Work& work_;
  Eigen::LLT<Eigen::MatrixXd> factor_;
  double of_b_ = 1.0;
};

}  // namespace

std::optional<Regression> fit(const LabelledRows& data, const RegressionSettings& settings,
                              const plugin::Work& work) {
  Regression regression = scaling_of(data.rows, settings.standardise);
  const Rows features = features_of(regression, data.rows);
  Likelihood likelihood(features, data, settings.l2, work);
  const Objective objective{
      .value = [&](const Eigen::MatrixXd& x, double done,
                   Eigen::MatrixXd& gradient) { return likelihood.value(x, done, gradient); },
      .approximate = [&](const Eigen::MatrixXd& x, double done) { return likelihood.approximate(x, done); },
      .precondition = [&](const Eigen::MatrixXd& x) { return likelihood.precondition(x); }};
  const auto found =
      minimise(objective, Eigen::MatrixXd::Zero(features.cols(), index_of(data.classes)), least_share);
  if (!found) return std::nullopt;
  const Rows weights = found->x;
  regression.weights = {
      data.rows.columns + 1, data.classes, {weights.data(), weights.data() + weights.size()}};
  regression.converged = found->converged;
  return regression;
}

plugin::Matrix log_probabilities(const Regression& regression, const plugin::Matrix& rows) {
  Rows logits = features_of(regression, rows) * view_of(regression.weights);
  normalise(logits);
  return {rows.rows, regression.weights.columns, {logits.data(), logits.data() + logits.size()}};
}

std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t classes) {
  const std::size_t parameters = (columns + 1) * classes;
  const std::size_t blocks = rows / static_cast<std::size_t>(block_rows) + 1;
  // The features and their weighted copy; the matrix and its factor; the remembered steps and the gradients
  // of the blocks.
  return sizeof(double) * (2 * rows * (columns + 1) + 2 * columns * columns + (70 + blocks) * parameters);
}

// The Gaussian filter: weights exp(-k^2 / (2 sigma^2)) for |k| <= 4 sigma, divided by their sum, along the
// columns and then along the rows. As scipy.ndimage.gaussian_filter with truncate=4.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace plugin {

// What the filter finds outside of the plane: the plane again, mirrored at its edge (d c b a | a b c d | d c
// b a), or 0.
enum class Border { mirror, zero };

class GaussianFilter {
 public:
  explicit GaussianFilter(double sigma) : weights_(static_cast<std::size_t>(4.0 * sigma + 0.5) + 1, 1.0) {
    double sum = 1.0;
    for (std::size_t k = 1; k < weights_.size(); ++k) {
      const double distance = static_cast<double>(k) / sigma;
      weights_[k] = std::exp(-0.5 * distance * distance);
      sum += 2.0 * weights_[k];
    }
    for (double& weight : weights_) weight /= sum;
  }

  void apply(std::vector<double>& plane, std::size_t height, std::size_t width, Border border) const {
    if (weights_.size() == 1) return;
    std::vector<double> result(plane.size());
    filter_columns(plane, result, height, width, border);
    std::vector<double> turned(plane.size());
    transpose(result, turned, height, width);
    filter_columns(turned, result, width, height, border);
    transpose(result, plane, width, height);
  }

 private:
  // Whole rows at once, which the compiler makes vectors of.
  void filter_columns(const std::vector<double>& plane, std::vector<double>& result, std::size_t height,
                      std::size_t width, Border border) const {
    const std::vector<double> zeros(width);
    const auto row = [&](std::ptrdiff_t y) {
      const std::ptrdiff_t found = row_at(y, static_cast<std::ptrdiff_t>(height), border);
      return found < 0 ? zeros.data() : plane.data() + static_cast<std::size_t>(found) * width;
    };
    for (std::size_t y = 0; y < height; ++y) {
      const auto here = static_cast<std::ptrdiff_t>(y);
      double* to = result.data() + y * width;
      const double* middle = row(here);
      for (std::size_t x = 0; x < width; ++x) to[x] = weights_[0] * middle[x];
      for (std::size_t k = 1; k < weights_.size(); ++k) {
        const double* above = row(here - static_cast<std::ptrdiff_t>(k));
        const double* below = row(here + static_cast<std::ptrdiff_t>(k));
        for (std::size_t x = 0; x < width; ++x) to[x] += weights_[k] * (above[x] + below[x]);
      }
    }
  }

  // -1 where there is only zero.
  static std::ptrdiff_t row_at(std::ptrdiff_t row, std::ptrdiff_t rows, Border border) {
    if (row >= 0 && row < rows) return row;
    if (border == Border::zero) return -1;
    const std::ptrdiff_t folded = (row % (2 * rows) + 2 * rows) % (2 * rows);
    return std::min(folded, 2 * rows - 1 - folded);
  }

  static void transpose(const std::vector<double>& from, std::vector<double>& to, std::size_t rows,
                        std::size_t columns) {
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column)
        to[column * rows + row] = from[row * columns + column];
    }
  }

  std::vector<double> weights_;  // of the distances 0, 1, ...
};

}  // namespace plugin

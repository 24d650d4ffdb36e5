#include "structural_similarity.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr std::size_t largest_window = 11;
constexpr double sigma = 1.5;
constexpr double luminance_constant = 0.01 * 0.01, contrast_constant = 0.03 * 0.03;

std::vector<double> gaussian(std::size_t window) {
  std::vector<double> weights(window);
  double sum = 0.0;
  for (std::size_t i = 0; i < window; ++i) {
    const double from_centre = static_cast<double>(i) - static_cast<double>(window / 2);
    weights[i] = std::exp(-0.5 * from_centre * from_centre / (sigma * sigma));
    sum += weights[i];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

// Weighted means over a window: of both images, of their squares, of their product.
struct Moments {
  double first = 0.0, second = 0.0, first_square = 0.0, second_square = 0.0, product = 0.0;

  void add(double weight, const Moments& other) {
    first += weight * other.first;
    second += weight * other.second;
    first_square += weight * other.first_square;
    second_square += weight * other.second_square;
    product += weight * other.product;
  }
};

double similarity_of(const Moments& mean) {
  const double product = mean.first * mean.second;
  const double squares = mean.first * mean.first + mean.second * mean.second;
  const double variances = mean.first_square + mean.second_square - squares;
  const double covariance = mean.product - product;
  return (2.0 * product + luminance_constant) * (2.0 * covariance + contrast_constant) /
         ((squares + luminance_constant) * (variances + contrast_constant));
}

// The moments of the columns of numbers that begin at `row`, one for each x.
std::vector<Moments> column_moments(const float* image, const float* other, std::size_t row,
                                    std::size_t width, const std::vector<double>& weights) {
  std::vector<Moments> columns(width);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t x = 0; x < width; ++x) {
      const double a = static_cast<double>(image[(row + i) * width + x]);
      const double b = static_cast<double>(other[(row + i) * width + x]);
      columns[x].add(weights[i], {a, b, a * a, b * b, a * b});
    }
  }
  return columns;
}

}  // namespace

double structural_similarity(const float* image, const float* other, std::size_t height, std::size_t width) {
  const std::size_t side = std::min({height, width, largest_window});
  const std::vector<double> weights = gaussian(side % 2 == 1 ? side : side - 1);
  const std::size_t rows = height - weights.size() + 1, columns = width - weights.size() + 1;
  double sum = 0.0;
  for (std::size_t y = 0; y < rows; ++y) {
    const std::vector<Moments> moments = column_moments(image, other, y, width, weights);
    for (std::size_t x = 0; x < columns; ++x) {
      Moments mean;
      for (std::size_t i = 0; i < weights.size(); ++i) mean.add(weights[i], moments[x + i]);
      sum += similarity_of(mean);
    }
  }
  return sum / static_cast<double>(rows * columns);
}

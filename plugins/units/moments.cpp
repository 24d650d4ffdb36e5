#include "moments.h"

#include <Eigen/Core>
#include <algorithm>

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t most_numbers = 1U << 22U;  // of a block of rows
constexpr std::size_t block_units = 32;

// So many rows are one block: few enough that a block takes a fraction of a second.
std::size_t block_rows(std::size_t units, std::size_t places) {
  const std::size_t of_memory = most_numbers / (units * places);
  const std::size_t of_time = 1'000'000'000 / (units * units * places);
  return std::max<std::size_t>(1, std::min(of_memory, of_time));
}

// Numbers less their unit's mean, one column a unit.
Rows centred(const LayerRows& layer, const std::vector<double>& means, std::size_t first, std::size_t count) {
  Rows block(static_cast<Eigen::Index>(count * layer.places), static_cast<Eigen::Index>(layer.units));
  const double* number = layer.values + first * layer.units * layer.places;
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t unit = 0; unit < layer.units; ++unit) {
      for (std::size_t place = 0; place < layer.places; ++place) {
        block(static_cast<Eigen::Index>(row * layer.places + place), static_cast<Eigen::Index>(unit)) =
            *number++ - means[unit];
      }
    }
  }
  return block;
}

// Adds the products of one block of rows; each piece writes columns of its own.
void add_products(const Rows& block, Rows& products, const plugin::Loop& loop) {
  const auto units = static_cast<std::size_t>(products.cols());
  loop((units + block_units - 1) / block_units, [&](std::size_t piece) {
    const auto at = static_cast<Eigen::Index>(piece * block_units);
    const auto wide = static_cast<Eigen::Index>(std::min(block_units, units - piece * block_units));
    products.middleCols(at, wide).noalias() += block.transpose() * block.middleCols(at, wide);
  });
}

}  // namespace

std::vector<double> means_of(const LayerRows& layer) {
  std::vector<double> sums(layer.units, 0.0);
  const double* number = layer.values;
  for (std::size_t row = 0; row < layer.rows; ++row) {
    for (double& sum : sums) {
      for (std::size_t place = 0; place < layer.places; ++place) sum += *number++;
    }
  }
  for (double& sum : sums) sum /= layer.count();
  return sums;
}

std::optional<Moments> moments_of(const LayerRows& layer, const plugin::Work& work) {
  Moments moments{.means = means_of(layer), .covariances = {}};
  const auto units = static_cast<Eigen::Index>(layer.units);
  Rows products = Rows::Zero(units, units);
  const std::size_t rows = block_rows(layer.units, layer.places);
  for (std::size_t first = 0; first < layer.rows; first += rows) {
    if (!work.watch(static_cast<double>(first) / static_cast<double>(layer.rows))) return std::nullopt;
    add_products(centred(layer, moments.means, first, std::min(rows, layer.rows - first)), products,
                 work.loop);
  }
  products /= layer.count() - 1.0;
  moments.covariances.assign(products.data(), products.data() + products.size());
  return moments;
}

std::size_t working_bytes(std::size_t units, std::size_t places) {
  // The products twice, and a block of rows with the packed copies of both threads' operands.
  return sizeof(double) * (2 * units * units + 4 * block_rows(units, places) * units * places);
}

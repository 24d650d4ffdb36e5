// The randomised way beside the exact one, which pca_test compares with scikit-learn.
#include "plugins/support/principal_components.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/unit/analyses/serial_work.h"

namespace cae {
namespace {

using namespace test;

double pseudo_random(std::uint64_t i) {
  return std::fmod(std::sin(static_cast<double>(i) * 12.9898 + 1.0) * 43758.5453, 1.0);
}

void normal(std::uint64_t element, float* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(pseudo_random(element * 97 + i) + pseudo_random(element * 89 + i + 7));
}

// Directions of falling size, as of images, and some noise.
plugin::Matrix rows_with_decay(std::size_t rows, std::size_t columns) {
  plugin::Matrix data{rows, columns, std::vector<double>(rows * columns)};
  for (std::size_t cause = 0; cause < 30; ++cause) {
    const double size = std::pow(0.8, static_cast<double>(cause));
    for (std::size_t i = 0; i < rows; ++i) {
      const double score = size * pseudo_random(1000 * cause + i);
      for (std::size_t j = 0; j < columns; ++j)
        data.values[i * columns + j] += score * pseudo_random(77777 + 1000 * cause + j);
    }
  }
  return data;
}

TEST_CASE("randomised components are the exact ones to 1e-6, with more rows than columns and with fewer") {
  for (const auto& [rows, columns] : {std::pair{300, 120}, std::pair{100, 260}}) {
    const plugin::Matrix data =
        rows_with_decay(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns));
    const auto exact = plugin::exact_components(data, 5, serial_work.watch);
    const auto found = plugin::randomised_components(data, 5, normal, serial_work);
    REQUIRE(found);
    for (std::size_t i = 0; i < 5; ++i)
      CHECK(found->variances[i] == Approx(exact->variances[i]).epsilon(1e-6));
    CHECK(found->total_variance == Approx(exact->total_variance).epsilon(1e-12));
    CHECK(found->reconstruction_error == Approx(exact->reconstruction_error).epsilon(1e-6));
    for (std::size_t k = 0; k < exact->scores.values.size(); ++k)
      CHECK(found->scores.values[k] == Approx(exact->scores.values[k]).margin(1e-4));
  }
}

TEST_CASE("randomised components are the exact ones where there are no more directions than vectors") {
  const plugin::Matrix data = rows_with_decay(12, 40);
  const auto exact = plugin::exact_components(data, 11, serial_work.watch);
  const auto found = plugin::randomised_components(data, 11, normal, serial_work);
  for (std::size_t i = 0; i < 11; ++i)
    CHECK(found->variances[i] == Approx(exact->variances[i]).epsilon(1e-9));
}

TEST_CASE("randomised components of equal rows explain nothing") {
  const auto found =
      plugin::randomised_components({20, 30, std::vector<double>(600, 0.25)}, 2, normal, serial_work);
  CHECK(found->variances == std::vector<double>{0.0, 0.0});
  CHECK(found->reconstruction_error == 0.0);
}

// The mean of (row - its reconstruction)^2.
double error_of(const plugin::Matrix& data, const plugin::PrincipalComponents& components) {
  double sum = 0.0;
  for (std::size_t row = 0; row < data.rows; ++row) {
    const std::vector<double> made = plugin::reconstruction(components, row);
    for (std::size_t column = 0; column < data.columns; ++column) {
      const double difference = data.values[row * data.columns + column] - made[column];
      sum += difference * difference;
    }
  }
  return sum / static_cast<double>(data.values.size());
}

TEST_CASE("the reconstructions of both ways have the error that they give") {
  for (const auto& [rows, columns] : {std::pair{30, 12}, std::pair{10, 26}}) {
    const plugin::Matrix data =
        rows_with_decay(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns));
    for (const auto& found : {plugin::exact_components(data, 3, serial_work.watch),
                              plugin::randomised_components(data, 3, normal, serial_work)})
      CHECK(error_of(data, *found) == Approx(found->reconstruction_error).epsilon(1e-9));
  }
}

TEST_CASE("components end where they are told to") {
  const plugin::Work ended = {serial_loop, [](double done) { return done < 0.5; }};
  CHECK_FALSE(plugin::randomised_components(rows_with_decay(50, 60), 2, normal, ended));
}

}  // namespace
}  // namespace cae

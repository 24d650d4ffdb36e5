// Against scikit-learn and openTSNE: tests/golden/make_t_sne.py made the file.
#include <algorithm>
#include <cmath>
#include <fstream>

#include "plugins/t-sne/embedding.h"
#include "plugins/t-sne/quad_tree.h"
#include "tests/support/catch.h"
#include "tests/unit/analyses/serial_work.h"

namespace cae {
namespace {

using namespace test;

struct Golden {
  plugin::Matrix data;
  double perplexity = 0.0;
  std::vector<double> affinities;  // of the first 3 rows to all
  Points points;
  double divergence = 0.0;
  std::vector<double> gradient;
};

std::vector<double> read(std::ifstream& file, std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) file >> value;
  return values;
}

Golden read_golden() {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/t-sne/digits.txt");
  Golden golden;
  file >> golden.data.rows >> golden.data.columns;
  const std::size_t rows = golden.data.rows;
  golden.data.values = read(file, rows * golden.data.columns);
  file >> golden.perplexity;
  golden.affinities = read(file, 3 * rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::vector<double> point = read(file, 2);
    golden.points.push_back({point[0], point[1]});
  }
  file >> golden.divergence;
  golden.gradient = read(file, 2 * rows);
  REQUIRE(file);
  return golden;
}

Affinities affinities_of(const plugin::Matrix& data, double perplexity, std::size_t neighbours) {
  const auto nearest = nearest_rows(plugin::SquaredDistances(data), neighbours, serial_work, 0.0, 1.0);
  return *affinities(*nearest, perplexity, serial_work, 0.0, 1.0);
}

Affinities exact_affinities(const Golden& golden) {
  return affinities_of(golden.data, golden.perplexity, golden.data.rows - 1);
}

double largest_difference(const Points& one, const Points& other) {
  double largest = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i)
    largest = std::max({largest, std::fabs(one[i].x - other[i].x), std::fabs(one[i].y - other[i].y)});
  return largest;
}

TEST_CASE("the affinities of all pairs are those of SciPy's solver, symmetric, and sum to 1") {
  const Golden golden = read_golden();
  const Affinities p = exact_affinities(golden);
  const std::size_t rows = golden.data.rows;
  double sum = 0.0, difference = 0.0;
  std::vector<double> dense(rows * rows);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = p.first[i]; k < p.first[i + 1]; ++k) dense[i * rows + p.columns[k]] += p.values[k];
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < rows; ++j) {
      sum += dense[i * rows + j];
      CHECK(dense[i * rows + j] == dense[j * rows + i]);
    }
  }
  for (std::size_t k = 0; k < golden.affinities.size(); ++k)
    difference = std::max(difference, std::fabs(dense[k] - golden.affinities[k]));
  CHECK(sum == Approx(1.0).epsilon(1e-12));
  CHECK(difference < 1e-12);
}

TEST_CASE("the divergence and its gradient are scikit-learn's") {
  const Golden golden = read_golden();
  const Affinities p = exact_affinities(golden);
  CHECK(divergence(golden.points, p, serial_loop) == Approx(golden.divergence).epsilon(1e-9));
  const Points found = gradient(golden.points, p, 1.0, 0.0, serial_loop);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].x == Approx(golden.gradient[2 * i]).margin(1e-9));
    CHECK(found[i].y == Approx(golden.gradient[2 * i + 1]).margin(1e-9));
  }
}

TEST_CASE("a tree that nothing is far away in repels as all pairs do, and theta 0.5 nearly so") {
  const Golden golden = read_golden();
  const Affinities p = exact_affinities(golden);
  const Points exact = gradient(golden.points, p, 1.0, 0.0, serial_loop);
  CHECK(largest_difference(exact, gradient(golden.points, p, 1.0, 1e-9, serial_loop)) < 1e-15);
  double largest = 0.0;
  for (const Point& slope : exact) largest = std::max({largest, std::fabs(slope.x), std::fabs(slope.y)});
  const double off = largest_difference(exact, gradient(golden.points, p, 1.0, 0.5, serial_loop));
  CHECK(off > 0.0);
  CHECK(off < 0.05 * largest);
}

TEST_CASE("points at one place, of which a cell cannot be divided, repel as all pairs do") {
  Points points(40, Point{1.0, 2.0});
  points.push_back({1.0, 2.0 + 1e-12});
  points.push_back({7.0, -3.0});
  const QuadTree tree(points);
  for (std::size_t place = 0; place < points.size(); ++place) {
    Repulsion exact;
    const std::size_t i = tree.order()[place];
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (j != i) exact.add(points[i], points[j].x, points[j].y, 1.0);
    }
    const Repulsion found = tree.repulsion(place, 0.5);
    CHECK(found.sum == Approx(exact.sum).epsilon(1e-9));
    CHECK(found.x == Approx(exact.x).margin(1e-9));
    CHECK(found.y == Approx(exact.y).margin(1e-9));
  }
}

TEST_CASE("rows of which all are equally near have equal affinities") {
  const Affinities p = affinities_of({6, 2, std::vector<double>(12, 0.3)}, 1.5, 5);
  for (const double value : p.values) CHECK(value == Approx(1.0 / 30.0));
}

}  // namespace
}  // namespace cae

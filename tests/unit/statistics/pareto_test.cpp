#include "framework/statistics/pareto.h"

#include <cmath>

#include "tests/support/catch.h"

namespace cae {
namespace {

std::vector<bool> line_of(std::vector<CostAndLoss> points) {
  return on_pareto_line(points);
}

TEST_CASE("what another point beats in cost and loss is not on the Pareto line") {
  CHECK(line_of({{1, 5}, {2, 3}, {3, 4}, {4, 1}}) == std::vector<bool>{true, true, false, true});
}

TEST_CASE("a point with an equal cost and a higher loss is not on the Pareto line") {
  CHECK(line_of({{1, 5}, {1, 6}, {2, 5}}) == std::vector<bool>{true, false, false});
}

TEST_CASE("equal points are on the Pareto line together") {
  CHECK(line_of({{1, 5}, {1, 5}}) == std::vector<bool>{true, true});
}

TEST_CASE("what is not finite is not on the Pareto line and beats nothing") {
  CHECK(line_of({{-HUGE_VAL, 1}, {1, 5}, {2, std::nan("")}}) == std::vector<bool>{false, true, false});
  CHECK(line_of({}).empty());
}

}  // namespace
}  // namespace cae

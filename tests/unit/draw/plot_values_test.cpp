// What plots compute before they are drawn.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>

#include "framework/draw/class_ellipse.h"
#include "framework/draw/histogram.h"
#include "framework/draw/log_tics.h"
#include "framework/draw/plot_style.h"
#include "framework/draw/shared_values.h"
#include "tests/support/catch.h"

using namespace cae;

namespace {

double luminance(std::string_view colour) {
  double sum = 0;
  const double weights[] = {0.2126, 0.7152, 0.0722};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = std::stoi(std::string(colour.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
    sum += weights[i] * (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(std::string_view a, std::string_view b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace

TEST_CASE("class ellipses are those of numpy's eigenvalues of the covariance") {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/plots/ellipses.txt");
  std::size_t cases = 0, count = 0;
  while (file >> count) {
    ++cases;
    ClassEllipse expected;
    file >> expected.centre.x >> expected.centre.y >> expected.longer >> expected.shorter >> expected.angle;
    std::vector<PlotPoint> points(count);
    for (PlotPoint& point : points) file >> point.x >> point.y;
    const std::optional<ClassEllipse> found = class_ellipse(points);
    REQUIRE(found);
    const double scale = 1e-9 * (expected.longer + 1e-12);
    CHECK(std::abs(found->centre.x - expected.centre.x) < 1e-12 + 1e-9 * std::abs(expected.centre.x));
    CHECK(std::abs(found->centre.y - expected.centre.y) < 1e-12 + 1e-9 * std::abs(expected.centre.y));
    CHECK(std::abs(found->longer - expected.longer) < scale);
    CHECK(std::abs(found->shorter - expected.shorter) < 1e-6 * expected.longer);
    // An axis has two directions.
    CHECK(std::abs(std::sin(found->angle - expected.angle)) < 1e-6);
  }
  CHECK(cases == 6);
}

TEST_CASE("an ellipse needs three finite points, and its outline closes") {
  const std::vector<PlotPoint> two = {{0, 0}, {1, 1}};
  CHECK_FALSE(class_ellipse(two));
  const std::vector<PlotPoint> broken = {{0, 0}, {1, 1}, {NAN, 2}};
  CHECK_FALSE(class_ellipse(broken));
  const std::vector<PlotPoint> same = {{2, 3}, {2, 3}, {2, 3}};
  CHECK(class_ellipse(same)->longer == 0);
  const std::vector<PlotPoint> outline = outline_of({{1, 2}, 3, 1, std::numbers::pi / 2}, 4);
  REQUIRE(outline.size() == 5);
  CHECK(std::abs(outline[0].x - 1) < 1e-12);
  CHECK(std::abs(outline[0].y - 5) < 1e-12);
  CHECK(outline[4].x == outline[0].x);
  CHECK(outline[4].y == outline[0].y);
}

TEST_CASE("a value that one in twenty points has is shared, and is spread evenly round itself") {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i < 40 ? 0.0 : i / 10.0);
  values.push_back(NAN);
  const std::vector<SharedValue> shared = shared_values(values);
  REQUIRE(shared.size() == 1);
  CHECK(shared[0].value == 0);
  CHECK(shared[0].count == 40);
  const std::vector<double> spread = spread_shared(values, shared, 0.6180339887498949);
  REQUIRE(spread.size() == values.size());
  std::vector<double> moved(spread.begin(), spread.begin() + 40);
  std::sort(moved.begin(), moved.end());
  CHECK(std::adjacent_find(moved.begin(), moved.end()) == moved.end());
  CHECK(moved.front() > -0.015 * 9.9 - 1e-9);
  CHECK(moved.back() < 0.015 * 9.9 + 1e-9);
  CHECK(moved.back() - moved.front() > 0.02 * 9.9);
  CHECK(std::equal(spread.begin() + 40, spread.begin() + 100, values.begin() + 40));
}

TEST_CASE("nine equal values of a hundred are not shared, nor are all different ones") {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i < 9 ? 0.0 : i);
  CHECK(shared_values(values).empty());
  values.assign(50, 1.0);
  CHECK(shared_values(values).size() == 1);
  CHECK(std::abs(spread_shared(values, shared_values(values), 0.618)[3] - 1.0) <= 0.015);
}

TEST_CASE("a histogram holds each finite value once, the largest in its last bin") {
  const std::vector<double> values = {0, 1, 2, 3, 4, NAN, INFINITY};
  const HistogramAxis axis = histogram_axis(values, 4);
  CHECK(axis.low == 0);
  CHECK(axis.width == 1);
  CHECK(histogram_shares(values, axis) == std::vector<double>{0.2, 0.2, 0.2, 0.4});
  const std::vector<double> equal = {3, 3};
  CHECK(histogram_shares(equal, histogram_axis(equal, 4)) == std::vector<double>{0, 0, 1, 0});
  const std::vector<double> none = {NAN};
  CHECK(histogram_axis(none, 4).bins == 0);
  CHECK(histogram_shares(none, histogram_axis(none, 4)).empty());
}

TEST_CASE("the report's colours are the default, and on dark paper every colour can be seen") {
  CHECK(colour_of_class(5, {}) == "#0000ff");
  CHECK(colour_of_class(15, {}) == "#0000ff");
  CHECK(colour_of_class(-1, {}) == colour_of_class(9, {}));
  CHECK(colour_of_class(0, {.palette = Palette::safe}) == "#3f90da");
  for (const Palette palette : {Palette::report, Palette::safe}) {
    const PlotStyle dark{.palette = palette, .dark = true};
    for (const std::string_view colour : class_colours(dark))
      CHECK(contrast(colour, inks_of(dark).paper) > 2.2);
  }
  for (const bool dark : {false, true}) {
    const Inks inks = inks_of({.dark = dark});
    CHECK(contrast(inks.text, inks.paper) > 7);
    CHECK(contrast(inks.title, inks.paper) > 7);
  }
}

TEST_CASE("a logarithmic axis has tics at 1, 2 and 5, and within less than a decade at round numbers") {
  CHECK(log_tics(0.04, 3) == std::vector<double>{0.05, 0.1, 0.2, 0.5, 1, 2});
  const std::vector<double> narrow = log_tics(0.345, 0.476);
  REQUIRE(narrow.size() >= 4);
  CHECK(std::abs(narrow.front() - 0.36) < 1e-9);
  CHECK(narrow.back() <= 0.476);
}

#include "framework/base/decimal_text.h"

#include <limits>

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("a number has the decimals that are asked for") {
  CHECK(decimal_text(0.25, 3) == "0.250");
  CHECK(decimal_text(-0.25, 1) == "-0.2");
  CHECK(decimal_text(12.7, 0) == "13");
  CHECK(decimal_text(0.25, 2, Plus::shown) == "+0.25");
  CHECK(decimal_text(-0.25, 2, Plus::shown) == "-0.25");
}

TEST_CASE("what is zero to its decimals has no sign") {
  for (const double zero : {0.0, -0.0, 1e-9, -1e-9}) {
    for (const Plus plus : {Plus::hidden, Plus::shown}) {
      CHECK(decimal_text(zero, 3, plus) == "0.000");
      CHECK(decimal_text(zero, 0, plus) == "0");
    }
  }
  CHECK(decimal_text(-0.0006, 3) == "-0.001");
}

TEST_CASE("what is not finite keeps its sign") {
  const double infinite = std::numeric_limits<double>::infinity();
  CHECK(decimal_text(-infinite, 2) == "-inf");
  CHECK(decimal_text(infinite, 2, Plus::shown) == "+inf");
  CHECK(decimal_text(std::numeric_limits<double>::quiet_NaN(), 2) == "nan");
}

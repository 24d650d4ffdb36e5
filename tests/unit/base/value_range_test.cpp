#include "framework/base/value_range.h"

#include <cfloat>
#include <cmath>

#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("a range says what it holds, in one way everywhere") {
  CHECK(ValueRange{1, 65536}.text() == "from 1 to 65536");
  CHECK(ValueRange{0, 0.999}.text() == "from 0 to 0.999");
  CHECK(ValueRange{.minimum = 0}.text() == "at least 0");
  CHECK(ValueRange{.maximum = 1e9}.text() == "at most 1000000000");
  CHECK(ValueRange{.minimum = 0, .above_minimum = true}.text() == "above 0");
  CHECK(ValueRange{0, 0.5, true}.text() == "above 0 and at most 0.5");
  CHECK(ValueRange{}.text().empty());
  CHECK(ValueRange{-DBL_MAX, DBL_MAX}.text().empty());
}

TEST_CASE("a range holds its ends, but for a minimum that it is above") {
  CHECK(ValueRange{0, 1}.holds(0));
  CHECK(ValueRange{0, 1}.holds(1));
  CHECK_FALSE(ValueRange{0, 1}.holds(1.001));
  CHECK_FALSE(ValueRange{0, 1, true}.holds(0));
  CHECK(ValueRange{}.holds(-1e300));
  CHECK_FALSE(ValueRange{}.holds(std::nan("")));
}

}  // namespace
}  // namespace cae

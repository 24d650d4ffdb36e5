#include "framework/data/finite_floats.h"

#include <limits>

#include "tests/support/catch.h"

using namespace cae;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Diagnostic refusal(std::vector<double> values) {
  const auto count = static_cast<std::int64_t>(values.size());
  return finite_floats(make_array({count}, std::span<const double>(values)), "codes.npy")
      .diagnostics()
      .front();
}

}  // namespace

TEST_CASE("Finite numbers too large for float32 and numbers that are not finite have errors of their own") {
  CHECK(finite_floats(make_array({2}, std::vector<double>{1.5, -3e38}), "f").take() ==
        std::vector<float>{1.5F, -3e38F});
  const Diagnostic large = refusal({0.0, -1e300});
  CHECK(large.code == "E818");
  CHECK(large.place.file == "codes.npy");
  CHECK(large.message == "this array holds -1e+300, which is too large for float32");
  CHECK(refusal({infinity}).code == "E803");
  CHECK(refusal({std::numeric_limits<double>::quiet_NaN()}).code == "E803");
  CHECK_FALSE(beyond_float(make_array({1}, std::vector<double>{infinity})));
}

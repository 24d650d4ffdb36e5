#include "framework/primitives/vector_kernels.h"

#include <cmath>
#include <vector>

#include "framework/base/random.h"
#include "framework/primitives/batch_norm_loops.h"
#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("column sums and moments hold for widths beside the block size") {
  for (const std::size_t columns : {1U, 3U, 15U, 16U, 17U, 40U}) {
    constexpr std::size_t rows = 11;
    std::vector<float> matrix(rows * columns);
    RandomStream(1, "test").fill_normal(matrix, 0.5F, 2.0F);
    std::vector<float> sums(columns);
    std::vector<double> totals(columns);
    std::vector<double> squares(columns);
    vector_kernels().column_sums(matrix.data(), rows, columns, sums.data());
    batch_norm_loops().moments(matrix.data(), columns, rows, columns, totals.data(), squares.data());
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0.0;
      double square = 0.0;
      for (std::size_t r = 0; r < rows; ++r) {
        sum += matrix[r * columns + c];
        square += double{matrix[r * columns + c]} * matrix[r * columns + c];
      }
      CHECK(sums[c] == Approx(sum));
      CHECK(totals[c] == Approx(sum));
      CHECK(squares[c] == Approx(square));
    }
  }
}

TEST_CASE("a square sum is not finite if one number is not") {
  std::vector<float> values(40, 1.0F);
  CHECK(vector_kernels().square_sum(values.data(), values.size()) == 40.0);
  values[37] = std::nanf("");
  CHECK_FALSE(std::isfinite(vector_kernels().square_sum(values.data(), values.size())));
}

TEST_CASE("exponentials agree with the C library's down to 0, and what is not a number stays so") {
  std::vector<double> x;
  for (double y = 0.0; y > -750.0; y -= 0.137) x.push_back(y);
  std::vector<double> results = x;
  vector_kernels().exponentials(results.data(), results.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    CHECK(std::abs(results[i] - std::exp(x[i])) <= 1e-14 * std::exp(x[i]) + 1e-300);
  x = {NAN, -std::numeric_limits<double>::infinity()};
  vector_kernels().exponentials(x.data(), x.size());
  CHECK(std::isnan(x[0]));
  CHECK(x[1] == 0.0);
}

TEST_CASE("bfloat16 rounds to nearest, ties to even, and keeps infinities and what is not a number") {
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<float> x{1.0F, 1.00390625F, 1.01171875F, 1.0049F, -2.5F,
                             0.0F, infinity,    -infinity,   NAN,     3.4e38F};
  std::vector<std::uint16_t> y(x.size());
  vector_kernels().to_bf16(x.data(), y.data(), x.size());
  // 1 + 2^-8 is halfway between two numbers and is rounded to the even one, 1; 1 + 3 * 2^-8 to 1 + 2^-6.
  const std::vector<std::uint16_t> wanted{0x3f80, 0x3f80, 0x3f82, 0x3f81, 0xc020, 0x0000, 0x7f80, 0xff80};
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(y[i] == wanted[i]);
  CHECK((y[8] & 0x7f80) == 0x7f80);
  CHECK((y[8] & 0x007f) != 0);
  CHECK(y[9] == 0x7f80);  // beyond the largest
}

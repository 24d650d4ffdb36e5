#include "framework/primitives/bf16_products.h"

#include <bit>
#include <cmath>
#include <vector>

#include "framework/base/random.h"
#include "framework/primitives/onednn.h"
#include "framework/primitives/vector_kernels.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

std::vector<float> numbers(std::size_t count, std::uint64_t seed) {
  std::vector<float> values(count);
  RandomStream(seed, "test").fill_uniform(values, -0.5F, 0.5F);
  return values;
}

// Each number as bfloat16 holds it, by the rounding that vector_kernels_test.cpp pins down.
std::vector<float> rounded(const std::vector<float>& values) {
  std::vector<std::uint16_t> bits(values.size());
  vector_kernels().to_bf16(values.data(), bits.data(), bits.size());
  std::vector<float> result;
  for (const std::uint16_t number : bits) result.push_back(std::bit_cast<float>(std::uint32_t{number} << 16));
  return result;
}

}  // namespace

TEST_CASE(
    "products of bfloat16 agree with sums in double of rounded numbers, and write nothing beside them") {
  if (!onednn::has_bf16()) return;
  constexpr float untouched = 7.0F;
  std::uint64_t seed = 0;
  for (const bool transposed : {false, true}) {
    for (const std::size_t m : {1, 2, 5, 7, 13, 63, 64, 65, 130}) {
      for (const std::size_t n : {1, 3, 15, 16, 17, 47, 64, 65, 112, 130}) {
        for (const std::size_t k : {1, 2, 3, 16, 33, 70}) {
          const bool accumulate = (m + n + k) % 2 == 0;
          CAPTURE(transposed, m, n, k, accumulate);
          const std::vector<float> a = numbers(m * k, ++seed);
          const std::vector<float> b = numbers(k * n, ++seed);
          std::vector<float> c = numbers(m * n, ++seed);
          const std::vector<float> before = c;
          c.push_back(untouched);
          std::vector<std::uint32_t> a_pairs(transposed ? bf16_row_pairs(k, m) : bf16_column_pairs(m, k));
          std::vector<std::uint32_t> b_pairs(bf16_row_pairs(k, n));
          const Bf16Products& products = bf16_products();
          if (transposed) {
            products.pair_rows(a.data(), k, m, a_pairs.data());
          } else {
            products.pair_columns(a.data(), m, k, a_pairs.data());
          }
          products.pair_rows(b.data(), k, n, b_pairs.data());
          const Bf16Product product{m, n, k, a_pairs.data(), b_pairs.data(), c.data(), accumulate};
          transposed ? products.transposed_a(product) : products.plain(product);

          const std::vector<float> left = rounded(a);
          const std::vector<float> right = rounded(b);
          double worst = 0.0;
          for (std::size_t row = 0; row < m; ++row) {
            for (std::size_t column = 0; column < n; ++column) {
              double wanted = accumulate ? before[row * n + column] : 0.0;
              for (std::size_t i = 0; i < k; ++i)
                wanted += static_cast<double>(left[transposed ? i * m + row : row * k + i]) *
                          static_cast<double>(right[i * n + column]);
              worst = std::max(worst, std::abs(c[row * n + column] - wanted));
            }
          }
          REQUIRE(worst < 1e-5);
          REQUIRE(c.back() == untouched);
        }
      }
    }
  }
}

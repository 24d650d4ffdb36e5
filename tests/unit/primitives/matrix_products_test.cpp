#include "framework/primitives/matrix_products.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "framework/base/random.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

struct Matrix {
  std::size_t rows, columns, length;  // of a row in memory
  std::vector<float> values;
  Matrix(std::size_t r, std::size_t c, std::size_t gap)
      : rows(r), columns(c), length(c + gap), values(r * length) {}
  float& at(std::size_t row, std::size_t column) { return values[row * length + column]; }
};

void fill(Matrix& matrix, std::uint64_t seed) {
  RandomStream(seed, "test").fill_uniform(matrix.values, -0.5F, 0.5F);
}

enum class Form { plain, transposed_a, transposed_b };

void multiply(Form form, Matrix& a, Matrix& b, Matrix& c, std::size_t rows, std::size_t k, bool accumulate) {
  const MatrixProduct product{.m = rows,
                              .n = c.columns,
                              .k = k,
                              .a = {a.values.data(), a.length},
                              .b = {b.values.data(), b.length},
                              .c = {c.values.data(), c.length},
                              .accumulate = accumulate};
  if (form == Form::plain) matrix_products().plain(product);
  if (form == Form::transposed_a) matrix_products().transposed_a(product);
  if (form == Form::transposed_b) matrix_products().transposed_b(product);
}

}  // namespace

TEST_CASE("products of all forms and sizes agree with sums in double, and nothing beside them is written") {
  std::uint64_t seed = 0;
  for (const Form form : {Form::plain, Form::transposed_a, Form::transposed_b}) {
    for (const std::size_t m : {1, 2, 5, 6, 7, 13}) {
      for (const std::size_t n : {1, 2, 3, 9, 16, 31, 64, 65, 130}) {
        for (const std::size_t k : {1, 2, 15, 33, 70}) {
          const bool accumulate = (m + n + k) % 2 == 0;
          const std::size_t gap = k % 3;
          Matrix a = form == Form::transposed_a ? Matrix(k, m, gap) : Matrix(m, k, gap);
          Matrix b = form == Form::transposed_b ? Matrix(n, k, gap) : Matrix(k, n, gap);
          Matrix c(m, n, gap);
          fill(a, ++seed);
          fill(b, ++seed);
          fill(c, ++seed);
          Matrix before = c;
          multiply(form, a, b, c, m, k, accumulate);
          CAPTURE(static_cast<int>(form), m, n, k);
          for (std::size_t row = 0; row < m; ++row) {
            for (std::size_t column = 0; column < n; ++column) {
              double wanted = accumulate ? before.at(row, column) : 0.0;
              for (std::size_t i = 0; i < k; ++i) {
                wanted += static_cast<double>(form == Form::transposed_a ? a.at(i, row) : a.at(row, i)) *
                          static_cast<double>(form == Form::transposed_b ? b.at(column, i) : b.at(i, column));
              }
              REQUIRE(std::abs(c.at(row, column) - wanted) < 1e-5);
              before.at(row, column) = c.at(row, column);
            }
          }
          REQUIRE(c.values == before.values);
        }
      }
    }
  }
}

TEST_CASE("a row of a product has the same bits whatever rows are multiplied with it") {
  constexpr std::size_t k = 200;
  for (const Form form : {Form::plain, Form::transposed_b}) {
    Matrix a(50, k, 0);
    Matrix b = form == Form::transposed_b ? Matrix(75, k, 0) : Matrix(k, 75, 0);
    fill(a, 1);
    fill(b, 2);
    Matrix all(50, 75, 0);
    multiply(form, a, b, all, 50, k, false);
    for (const std::size_t rows : {1, 3, 8, 49}) {
      Matrix some(rows, 75, 0);
      multiply(form, a, b, some, rows, k, false);
      CHECK(std::equal(some.values.begin(), some.values.end(), all.values.begin()));
    }
  }
}

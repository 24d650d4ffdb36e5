#include "framework/primitives/transposition.h"

#include <vector>

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("matrices of every shape are transposed, and nothing beside them is written") {
  constexpr float untouched = -1.0F;
  for (const std::size_t rows : {1U, 3U, 9U, 16U, 17U, 40U}) {
    for (const std::size_t columns : {1U, 5U, 9U, 16U, 31U, 64U}) {
      const std::size_t from_stride = columns + 2;
      const std::size_t to_stride = rows + 3;
      std::vector<float> from((rows - 1) * from_stride + columns);
      for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i);
      std::vector<float> to(columns * to_stride, untouched);
      transposition().transpose(from.data(), from_stride, rows, columns, to.data(), to_stride);
      std::size_t wrong = 0;
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t r = 0; r < to_stride; ++r) {
          const float expected = r < rows ? from[r * from_stride + c] : untouched;
          wrong += to[c * to_stride + r] == expected ? 0 : 1;
        }
      }
      INFO(rows << " x " << columns);
      CHECK(wrong == 0);
    }
  }
}

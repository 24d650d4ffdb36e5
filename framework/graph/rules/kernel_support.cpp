#include "framework/graph/rules/kernel_support.h"

#include "framework/primitives/shares.h"

namespace cae {

// In squares whose rows on both sides stay in the nearest cache.
void transpose(const float* from, std::size_t rows, std::size_t columns, float* to) {
  constexpr std::size_t side = 16;
  in_ranges(rows, side, shares_of_numbers(2 * rows * columns), [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; row += side) {
      for (std::size_t column = 0; column < columns; column += side) {
        for (std::size_t c = column; c < std::min(column + side, columns); ++c) {
          for (std::size_t r = row; r < std::min(row + side, end); ++r)
            to[c * rows + r] = from[r * columns + c];
        }
      }
    }
  });
}

void channels_first(const Shape& shape, const float* hwc, float* chw) {
  transpose(hwc, size_of(shape.height * shape.width), size_of(shape.channels), chw);
}

void channels_last(const Shape& shape, const float* chw, float* hwc) {
  transpose(chw, size_of(shape.channels), size_of(shape.height * shape.width), hwc);
}

}  // namespace cae

#include "framework/graph/rules/kernel_support.h"

#include "framework/primitives/shares.h"
#include "framework/primitives/transposition.h"

namespace cae {

void transpose(const float* from, std::size_t rows, std::size_t columns, float* to) {
  if (rows == 1 || columns == 1) {
    std::copy_n(from, rows * columns, to);
    return;
  }
  constexpr std::size_t step = 16;  // whole vectors
  in_ranges(rows, step, shares_of_numbers(2 * rows * columns), [&](std::size_t begin, std::size_t end) {
    transposition().transpose(from + begin * columns, columns, end - begin, columns, to + begin, rows);
  });
}

void channels_first(const Shape& shape, const float* hwc, float* chw) {
  transpose(hwc, size_of(shape.height * shape.width), size_of(shape.channels), chw);
}

void channels_last(const Shape& shape, const float* chw, float* hwc) {
  transpose(chw, size_of(shape.channels), size_of(shape.height * shape.width), hwc);
}

}  // namespace cae

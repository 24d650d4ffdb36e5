#include "framework/primitives/bf16_products.h"

#include <stdexcept>

namespace cae {

std::size_t bf16_row_pairs(std::size_t rows, std::size_t columns) {
  constexpr std::size_t lanes = 16;
  return (rows + 1) / 2 * ((columns + lanes - 1) / lanes * lanes);
}

std::size_t bf16_column_pairs(std::size_t rows, std::size_t columns) {
  return rows * ((columns + 1) / 2);
}

#if defined(CAE_HAS_AVX_SETS)
extern const Bf16Products bf16_products_avx512;
const Bf16Products& bf16_products() {
  return bf16_products_avx512;
}
#else
const Bf16Products& bf16_products() {
  throw std::logic_error("this processor does not multiply bfloat16");
}
#endif

}  // namespace cae

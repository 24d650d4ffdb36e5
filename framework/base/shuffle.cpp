#include "framework/base/shuffle.h"

#include <numeric>
#include <utility>

#include "framework/base/random.h"

namespace cae {

std::vector<std::uint32_t> shuffled_order(std::uint64_t seed, std::uint32_t epoch, std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  const RandomStream stream(seed, "shuffle", epoch);
  for (std::uint32_t i = count; i > 1; --i) {
    // Multiply-shift of 32 random bits: the bias of at most count / 2^32 is far below what an order can show.
    const auto j = static_cast<std::uint32_t>(std::uint64_t{stream.bits(i)} * i >> 32);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

}  // namespace cae

// The random order of training images.
#pragma once

#include <cstdint>
#include <vector>

namespace cae {

// The order of `count` samples at an epoch (Fisher-Yates over the stream "shuffle"): a function of (seed,
// epoch).
std::vector<std::uint32_t> shuffled_order(std::uint64_t seed, std::uint32_t epoch, std::uint32_t count);

}  // namespace cae

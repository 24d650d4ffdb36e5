// The images that an extractor or an analysis works on.
#pragma once

#include <cstdint>
#include <vector>

namespace cae {

// `count` of the samples 0 .. total-1, chosen at random without repetition, in ascending order: a function of
// its arguments, so that the same numbers always choose the same images. All of them if count is 0 or at
// least `total`.
std::vector<std::uint32_t> chosen_samples(std::uint64_t seed, std::uint64_t count, std::uint32_t total);

}  // namespace cae

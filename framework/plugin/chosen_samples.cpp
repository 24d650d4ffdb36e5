#include "framework/plugin/chosen_samples.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "framework/base/random.h"

namespace cae {

std::vector<std::uint32_t> chosen_samples(std::uint64_t seed, std::uint64_t count, std::uint32_t total) {
  std::vector<std::uint32_t> samples(total);
  std::iota(samples.begin(), samples.end(), 0U);
  if (count == 0 || count >= total) return samples;
  // The first `count` steps of a Fisher-Yates shuffle.
  const RandomStream stream(seed, "choose");
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t left = total - i;
    std::swap(samples[i], samples[i + (stream.bits(i) * left >> 32)]);
  }
  samples.resize(count);
  std::sort(samples.begin(), samples.end());
  return samples;
}

}  // namespace cae

// Counter-based random numbers: every number is a function of (seed, purpose, epoch, sample, index) and of
// nothing else, so order of evaluation, thread count and resumption cannot change one. Source: Salmon et al.,
// "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), Philox4x32-10.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace cae {

// One block of Philox4x32-10: four 32-bit words for a 128-bit counter under a 64-bit key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

// The stream of one purpose ("shuffle", "init", "noise", ...) at one epoch and sample.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view purpose, std::uint32_t epoch = 0,
               std::uint64_t sample = 0);

  std::uint32_t bits(std::uint64_t index) const;                            // all 32 bits random
  double uniform(std::uint64_t index) const;                                // [0, 1), 32 random bits
  double normal(std::uint64_t index) const;                                 // mean 0, variance 1 (Box-Muller)
  void fill_uniform(std::span<float> values, float low, float high) const;  // values[i] from uniform(i)
  void fill_normal(std::span<float> values, float mean, float deviation) const;

 private:
  std::array<std::uint32_t, 2> key_;
  std::uint32_t epoch_;
  std::uint64_t sample_;
};

}  // namespace cae

// Many numbers of a stream at a time (random.h), computed side by side in the processor's vectors. The bits
// are those of one number alone, on every instruction set: each step is one operation of IEEE 754.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace cae {

// What the numbers of a stream follow from, apart from their index.
struct StreamKey {
  std::array<std::uint32_t, 2> key = {};
  std::uint32_t epoch = 0;
  std::uint64_t sample = 0;
};

inline constexpr std::size_t numbers_in_group = 64;

// The numbers from 64 * `group` on: low + (high - low) * uniform, and mean + deviation * normal, rounded to
// float.
void uniform_group(std::uint64_t group, const StreamKey& stream, float low, float high,
                   std::span<float, numbers_in_group> values);
void normal_group(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                  std::span<float, numbers_in_group> values);

// Two normal numbers from 64 random bits, by Box and Muller: sqrt(-2 log x) cos a and sqrt(-2 log x) sin a,
// with x = (first + 1) / 2^32 and a = 2 pi second / 2^32.
std::array<double, 2> normal_pair(std::uint32_t first, std::uint32_t second);

}  // namespace cae

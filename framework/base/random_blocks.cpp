#include "framework/base/random_blocks.h"

#include <bit>
#include <cmath>
#include <numbers>

// Compiled without errno and traps of mathematical functions, so that the loops vectorise
// (framework/CMakeLists.txt).
#if defined(__x86_64__) && defined(__GNUC__)
#define CAE_RANDOM_SETS
#endif
#define CAE_EVERYWHERE [[gnu::always_inline]] inline

namespace cae {
namespace {

constexpr std::size_t lanes = numbers_in_group / 4;  // blocks of Philox side by side
using RandomWords = std::uint32_t[4][lanes];         // word after word of all of them

// x in (0, 1], a normal number. log x = e log 2 + 2 artanh s, s = (m - 1) / (m + 1), sqrt(1/2) < m <=
// sqrt(2), by the series of artanh up to s^21: what follows is below 2^-55.
CAE_EVERYWHERE double log_of_uniform(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const double exponent = std::bit_cast<double>(bits >> 52 | 0x4330000000000000U) - 0x1p52 - 1023.0;
  const double mantissa = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFU) | 0x3FF0000000000000U);
  const bool large = mantissa > std::numbers::sqrt2;
  const double m = large ? 0.5 * mantissa : mantissa;
  const double e = large ? exponent + 1.0 : exponent;
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  double sum = 1.0 / 21;
  sum = sum * z + 1.0 / 19;
  sum = sum * z + 1.0 / 17;
  sum = sum * z + 1.0 / 15;
  sum = sum * z + 1.0 / 13;
  sum = sum * z + 1.0 / 11;
  sum = sum * z + 1.0 / 9;
  sum = sum * z + 1.0 / 7;
  sum = sum * z + 1.0 / 5;
  sum = sum * z + 1.0 / 3;
  return e * std::numbers::ln2 + 2.0 * (s + s * (z * sum));
}

// Taylor's series for |t| <= pi / 4.
CAE_EVERYWHERE double sine_near_zero(double t) {
  const double z = t * t;
  double sum = 1.0 / 355687428096000.0;  // 17!
  sum = sum * z - 1.0 / 1307674368000.0;
  sum = sum * z + 1.0 / 6227020800.0;
  sum = sum * z - 1.0 / 39916800.0;
  sum = sum * z + 1.0 / 362880.0;
  sum = sum * z - 1.0 / 5040.0;
  sum = sum * z + 1.0 / 120.0;
  sum = sum * z - 1.0 / 6.0;
  return t + t * (z * sum);
}

CAE_EVERYWHERE double cosine_near_zero(double t) {
  const double z = t * t;
  double sum = 1.0 / 20922789888000.0;  // 16!
  sum = sum * z - 1.0 / 87178291200.0;
  sum = sum * z + 1.0 / 479001600.0;
  sum = sum * z - 1.0 / 3628800.0;
  sum = sum * z + 1.0 / 40320.0;
  sum = sum * z - 1.0 / 720.0;
  sum = sum * z + 1.0 / 24.0;
  sum = sum * z - 0.5;
  return 1.0 + z * sum;
}

// A whole number as one with a sign, which every vector unit can convert.
CAE_EVERYWHERE double whole(std::uint32_t word) {
  return static_cast<double>(static_cast<std::int32_t>(word));
}
CAE_EVERYWHERE double unsigned_whole(std::uint32_t word) {
  return whole(word ^ 0x80000000U) + 0x1p31;
}

CAE_EVERYWHERE void make_pair(std::uint32_t first, std::uint32_t second, double& one, double& other) {
  const double radius = std::sqrt(-2.0 * log_of_uniform((unsigned_whole(first) + 1.0) * 0x1p-32));
  // The angle is a number of quarter turns and at most an eighth of a turn more or less.
  const std::uint64_t quarters = (second + 0x20000000U) >> 30;
  const auto rest = static_cast<std::uint32_t>(second - (quarters << 30));
  const double angle = whole(rest) * (2.0 * std::numbers::pi * 0x1p-32);
  const auto cosine = std::bit_cast<std::uint64_t>(cosine_near_zero(angle));
  const auto sine = std::bit_cast<std::uint64_t>(sine_near_zero(angle));
  // After an odd number of quarter turns they change places; the signs follow from the quarter.
  const std::uint64_t changed = (cosine ^ sine) & (0 - (quarters & 1U));
  one = radius * std::bit_cast<double>(cosine ^ changed ^ ((quarters + 1U) & 2U) << 62);
  other = radius * std::bit_cast<double>(sine ^ changed ^ (quarters & 2U) << 62);
}

// philox4x32 of the blocks from `lanes` * group on.
CAE_EVERYWHERE void make_words(std::uint64_t group, const StreamKey& stream, RandomWords& words) {
  const auto first = static_cast<std::uint32_t>(group * lanes);
  for (std::size_t i = 0; i < lanes; ++i) {
    words[0][i] = first + static_cast<std::uint32_t>(i);
    words[1][i] = stream.epoch;
    words[2][i] = static_cast<std::uint32_t>(stream.sample);
    words[3][i] = static_cast<std::uint32_t>(stream.sample >> 32);
  }
  std::uint32_t key0 = stream.key[0], key1 = stream.key[1];
  for (int round = 0; round < 10; ++round) {
    for (std::size_t i = 0; i < lanes; ++i) {
      const std::uint64_t product0 = std::uint64_t{0xD2511F53U} * words[0][i];
      const std::uint64_t product1 = std::uint64_t{0xCD9E8D57U} * words[2][i];
      words[0][i] = static_cast<std::uint32_t>(product1 >> 32) ^ words[1][i] ^ key0;
      words[1][i] = static_cast<std::uint32_t>(product1);
      words[2][i] = static_cast<std::uint32_t>(product0 >> 32) ^ words[3][i] ^ key1;
      words[3][i] = static_cast<std::uint32_t>(product0);
    }
    key0 += 0x9E3779B9U;
    key1 += 0xBB67AE85U;
  }
}

// In the order of their indices: the four of a block one after another.
CAE_EVERYWHERE void interleave(const float (&numbers)[4][lanes], float* values) {
  for (std::size_t i = 0; i < lanes; ++i) {
    for (std::size_t word = 0; word < 4; ++word) values[4 * i + word] = numbers[word][i];
  }
}

CAE_EVERYWHERE void make_uniform(std::uint64_t group, const StreamKey& stream, float low, float high,
                                 float* values) {
  RandomWords words;
  make_words(group, stream, words);
  const double width = double{high} - low;
  float numbers[4][lanes];
  for (std::size_t word = 0; word < 4; ++word) {
    for (std::size_t i = 0; i < lanes; ++i)
      numbers[word][i] = static_cast<float>(low + width * (unsigned_whole(words[word][i]) * 0x1p-32));
  }
  interleave(numbers, values);
}

CAE_EVERYWHERE void make_normal(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                                float* values) {
  RandomWords words;
  make_words(group, stream, words);
  float numbers[4][lanes];
  for (std::size_t word = 0; word < 4; word += 2) {
    for (std::size_t i = 0; i < lanes; ++i) {
      double one, other;
      make_pair(words[word][i], words[word + 1][i], one, other);
      numbers[word][i] = static_cast<float>(mean + double{deviation} * one);
      numbers[word + 1][i] = static_cast<float>(mean + double{deviation} * other);
    }
  }
  interleave(numbers, values);
}

using Make = void (*)(std::uint64_t group, const StreamKey& stream, float a, float b, float* values);
struct RandomKernels {
  Make uniform;
  Make normal;
};

void uniform_generic(std::uint64_t group, const StreamKey& stream, float low, float high, float* values) {
  make_uniform(group, stream, low, high, values);
}
void normal_generic(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                    float* values) {
  make_normal(group, stream, mean, deviation, values);
}

#ifdef CAE_RANDOM_SETS
#define CAE_AVX2 [[gnu::target("avx2")]]
#define CAE_AVX512 [[gnu::target("avx512f,avx512dq,avx512vl")]]
CAE_AVX2 void uniform_avx2(std::uint64_t group, const StreamKey& stream, float low, float high,
                           float* values) {
  make_uniform(group, stream, low, high, values);
}
CAE_AVX2 void normal_avx2(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                          float* values) {
  make_normal(group, stream, mean, deviation, values);
}
CAE_AVX512 void uniform_avx512(std::uint64_t group, const StreamKey& stream, float low, float high,
                               float* values) {
  make_uniform(group, stream, low, high, values);
}
CAE_AVX512 void normal_avx512(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                              float* values) {
  make_normal(group, stream, mean, deviation, values);
}
#endif

RandomKernels random_kernels() {
#ifdef CAE_RANDOM_SETS
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl");
  if (avx512) return {uniform_avx512, normal_avx512};
  if (__builtin_cpu_supports("avx2")) return {uniform_avx2, normal_avx2};
#endif
  return {uniform_generic, normal_generic};
}

const RandomKernels& chosen_kernels() {
  static const RandomKernels chosen = random_kernels();
  return chosen;
}

}  // namespace

void uniform_group(std::uint64_t group, const StreamKey& stream, float low, float high,
                   std::span<float, numbers_in_group> values) {
  chosen_kernels().uniform(group, stream, low, high, values.data());
}

void normal_group(std::uint64_t group, const StreamKey& stream, float mean, float deviation,
                  std::span<float, numbers_in_group> values) {
  chosen_kernels().normal(group, stream, mean, deviation, values.data());
}

std::array<double, 2> normal_pair(std::uint32_t first, std::uint32_t second) {
  std::array<double, 2> pair = {};
  make_pair(first, second, pair[0], pair[1]);
  return pair;
}

}  // namespace cae

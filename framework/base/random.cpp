#include "framework/base/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cae {
namespace {

// FNV-1a, 64 bits: only to give each purpose its own key.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t product1 = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(product0)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

namespace {

// Four numbers of a stream: those from 4 `number` on.
std::array<std::uint32_t, 4> block(std::uint64_t number, std::uint32_t epoch, std::uint64_t sample,
                                   std::array<std::uint32_t, 2> key) {
  return philox4x32({static_cast<std::uint32_t>(number), epoch, static_cast<std::uint32_t>(sample),
                     static_cast<std::uint32_t>(sample >> 32)},
                    key);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view purpose, std::uint32_t epoch,
                           std::uint64_t sample)
    : epoch_(epoch), sample_(sample) {
  const std::uint64_t key = seed * 0x9E3779B97F4A7C15ULL ^ hash_of(purpose);
  key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
}

std::uint32_t RandomStream::bits(std::uint64_t index) const {
  return block(index / 4, epoch_, sample_, key_)[index % 4];
}

double RandomStream::uniform(std::uint64_t index) const {
  return bits(index) * 0x1p-32;
}

double RandomStream::normal(std::uint64_t index) const {
  const std::uint64_t pair = index / 2 * 2;
  const double radius = std::sqrt(-2.0 * std::log((bits(pair) + 1.0) * 0x1p-32));
  const double angle = 2.0 * std::numbers::pi * uniform(pair + 1);
  return radius * (index % 2 == 0 ? std::cos(angle) : std::sin(angle));
}

void RandomStream::fill_uniform(std::span<float> values, float low, float high) const {
  // One Philox block gives four numbers; the bits are those of uniform(i).
  for (std::size_t first = 0; first < values.size(); first += 4) {
    const std::array<std::uint32_t, 4> words = block(first / 4, epoch_, sample_, key_);
    for (std::size_t i = first; i < std::min(first + 4, values.size()); ++i)
      values[i] = static_cast<float>(low + (double{high} - low) * (words[i - first] * 0x1p-32));
  }
}

void RandomStream::fill_normal(std::span<float> values, float mean, float deviation) const {
  // One Philox block gives two pairs, and one logarithm both numbers of a pair; the bits are those of
  // normal(i).
  for (std::size_t first = 0; first < values.size(); first += 4) {
    const std::array<std::uint32_t, 4> words = block(first / 4, epoch_, sample_, key_);
    for (std::size_t pair = first; pair < std::min(first + 4, values.size()); pair += 2) {
      const double radius = std::sqrt(-2.0 * std::log((words[pair - first] + 1.0) * 0x1p-32));
      const double angle = 2.0 * std::numbers::pi * (words[pair - first + 1] * 0x1p-32);
      values[pair] = static_cast<float>(mean + double{deviation} * (radius * std::cos(angle)));
      if (pair + 1 < values.size()) {
        values[pair + 1] = static_cast<float>(mean + double{deviation} * (radius * std::sin(angle)));
      }
    }
  }
}

}  // namespace cae

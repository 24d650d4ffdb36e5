#include "framework/base/random.h"

#include <algorithm>

#include "framework/base/random_blocks.h"

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

// make(group, its numbers) for as many groups as it takes.
template <class Make>
void fill_groups(std::span<float> values, Make make) {
  std::uint64_t group = 0;
  for (; values.size() >= numbers_in_group; values = values.subspan(numbers_in_group))
    make(group++, values.first<numbers_in_group>());
  if (values.empty()) return;
  std::array<float, numbers_in_group> last;
  make(group, std::span(last));
  std::copy_n(last.begin(), values.size(), values.begin());
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
  return normal_pair(bits(pair), bits(pair + 1))[index % 2];
}

void RandomStream::fill_uniform(std::span<float> values, float low, float high) const {
  fill_groups(values, [&](std::uint64_t group, std::span<float, numbers_in_group> numbers) {
    uniform_group(group, {key_, epoch_, sample_}, low, high, numbers);
  });
}

void RandomStream::fill_normal(std::span<float> values, float mean, float deviation) const {
  fill_groups(values, [&](std::uint64_t group, std::span<float, numbers_in_group> numbers) {
    normal_group(group, {key_, epoch_, sample_}, mean, deviation, numbers);
  });
}

}  // namespace cae

#include "framework/base/random.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "framework/base/random_blocks.h"
#include "framework/base/shuffle.h"
#include "tests/support/catch.h"

using namespace cae;

// The published known-answer vectors: kat_vectors of Random123, "philox4x32 10".
TEST_CASE("Philox4x32-10 gives its published answers") {
  using Block = std::array<std::uint32_t, 4>;
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  const std::uint32_t ones = 0xffffffff;
  CHECK(philox4x32({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("Streams of another seed, purpose, epoch or sample are other streams") {
  const RandomStream base(1, "noise", 2, 3);
  CHECK(base.bits(5) == RandomStream(1, "noise", 2, 3).bits(5));
  std::set<std::uint32_t> seen = {base.bits(5),
                                  RandomStream(2, "noise", 2, 3).bits(5),
                                  RandomStream(1, "init", 2, 3).bits(5),
                                  RandomStream(1, "noise", 3, 3).bits(5),
                                  RandomStream(1, "noise", 2, 4).bits(5),
                                  base.bits(4)};
  CHECK(seen.size() == 6);
}

TEST_CASE("Uniform and normal numbers have their moments") {
  const RandomStream stream(7, "moments");
  const int count = 100000;
  double uniform_sum = 0, normal_sum = 0, normal_squares = 0, neighbours = 0, before = 0;
  for (int i = 0; i < count; ++i) {
    const double uniform = stream.uniform(static_cast<std::uint64_t>(i));
    REQUIRE((uniform >= 0 && uniform < 1));
    const double normal = stream.normal(static_cast<std::uint64_t>(i));
    uniform_sum += uniform;
    normal_sum += normal;
    normal_squares += normal * normal;
    neighbours += normal * before;
    before = normal;
  }
  CHECK(std::abs(uniform_sum / count - 0.5) < 0.005);
  CHECK(std::abs(normal_sum / count) < 0.015);
  CHECK(std::abs(normal_squares / count - 1) < 0.025);
  CHECK(std::abs(neighbours / count) < 0.015);
}

TEST_CASE("Filled numbers are those of the single calls") {
  const RandomStream stream(3, "fill", 4, std::uint64_t{5} << 32 | 6);
  for (const std::size_t count : {11, 64, 200}) {
    std::vector<float> values(count);
    stream.fill_normal(values, 1.0F, 2.0F);
    for (std::size_t i = 0; i < count; ++i)
      REQUIRE(values[i] == static_cast<float>(1.0 + 2.0 * stream.normal(i)));
    stream.fill_uniform(values, -1.0F, 1.0F);
    for (std::size_t i = 0; i < count; ++i)
      REQUIRE(values[i] == static_cast<float>(-1.0 + 2.0 * stream.uniform(i)));
  }
}

TEST_CASE("Normal numbers are those of Box and Muller, also from the least and greatest bits") {
  const RandomStream stream(3, "words");
  std::vector<std::uint32_t> words = {0,          1,          0x1FFFFFFF, 0x20000000, 0x3FFFFFFF, 0x40000000,
                                      0x7FFFFFFF, 0x80000000, 0xBFFFFFFF, 0xC0000000, 0xFFFFFFFE, 0xFFFFFFFF};
  for (std::uint64_t i = 0; i < 100; ++i) words.push_back(stream.bits(i));
  for (const std::uint32_t first : words) {
    for (const std::uint32_t second : words) {
      const double radius = std::sqrt(-2.0 * std::log((first + 1.0) * 0x1p-32));
      const double angle = 2.0 * 3.14159265358979323846 * (second * 0x1p-32);
      const auto [one, other] = normal_pair(first, second);
      REQUIRE(std::abs(one - radius * std::cos(angle)) < 1e-14);
      REQUIRE(std::abs(other - radius * std::sin(angle)) < 1e-14);
    }
  }
}

TEST_CASE("A shuffled order holds every sample once and depends on seed and epoch alone") {
  std::vector<std::uint32_t> order = shuffled_order(1, 2, 1000);
  CHECK(order == shuffled_order(1, 2, 1000));
  CHECK(order != shuffled_order(1, 3, 1000));
  CHECK(order != shuffled_order(2, 2, 1000));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 1000; ++i) CHECK(order[i] == i);
  CHECK(shuffled_order(1, 0, 0).empty());
  CHECK(shuffled_order(1, 0, 1) == std::vector<std::uint32_t>{0});
}

TEST_CASE("Every sample comes first about equally often") {
  std::array<int, 5> firsts = {};
  for (std::uint32_t epoch = 0; epoch < 5000; ++epoch) ++firsts[shuffled_order(4, epoch, 5)[0]];
  for (const int count : firsts) CHECK(std::abs(count - 1000) < 150);
}

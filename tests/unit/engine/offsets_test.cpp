#include "framework/engine/offsets.h"

#include <random>

#include "tests/support/catch.h"

namespace cae {
namespace {

bool meet(const Block& a, const Block& b) {
  const bool in_time = a.first <= b.last && b.first <= a.last;
  return in_time && a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
}

TEST_CASE("blocks never share time and place, lie at multiples of 64 and within the total") {
  std::mt19937 generator(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<Block> blocks(1 + generator() % 40);
    std::size_t sum = 0;
    for (Block& block : blocks) {
      block.bytes = generator() % 5 == 0 ? 0 : generator() % 5000;
      block.first = static_cast<int>(generator() % 30);
      block.last = block.first + static_cast<int>(generator() % 10);
      sum += (block.bytes + 63) / 64 * 64;
    }
    const std::size_t total = place(blocks);
    CHECK(total <= sum);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      CHECK(blocks[i].offset % 64 == 0);
      CHECK(blocks[i].offset + blocks[i].bytes <= total);
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(meet(blocks[i], blocks[j]));
    }
  }
}

TEST_CASE("blocks that never live together share one place") {
  std::vector<Block> blocks{{1000, 0, 1}, {1000, 2, 3}, {500, 4, 9}};
  CHECK(place(blocks) == 1024);
}

TEST_CASE("no blocks need no memory") {
  std::vector<Block> none;
  CHECK(place(none) == 0);
}

}  // namespace
}  // namespace cae

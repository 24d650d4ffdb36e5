#include "framework/engine/offsets.h"

#include <algorithm>
#include <numeric>
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

// The rule without its index: each block at the lowest place that no block met before needs at the same time.
std::vector<std::size_t> placed_by_search(const std::vector<Block>& blocks) {
  std::vector<std::size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return blocks[a].bytes > blocks[b].bytes; });
  std::vector<std::size_t> offsets(blocks.size(), 0);
  std::vector<Block> met;
  for (const std::size_t index : order) {
    Block block = blocks[index];
    block.bytes = (block.bytes + 63) / 64 * 64;
    block.offset = 0;
    if (block.bytes == 0) continue;
    while (std::any_of(met.begin(), met.end(), [&](const Block& other) { return meet(block, other); }))
      block.offset += 64;
    met.push_back(block);
    offsets[index] = block.offset;
  }
  return offsets;
}

TEST_CASE("each block has the lowest place that is free for its whole life") {
  std::mt19937 generator(2);
  for (int round = 0; round < 100; ++round) {
    std::vector<Block> blocks(1 + generator() % 60);
    const unsigned moments = 1 + generator() % 40;
    for (Block& block : blocks) {
      block.bytes = generator() % 4 * (generator() % 3 == 0 ? 64 : 200);
      block.first = static_cast<int>(generator() % moments);
      block.last =
          block.first + static_cast<int>(generator() % (moments - static_cast<unsigned>(block.first)));
    }
    const std::vector<std::size_t> expected = placed_by_search(blocks);
    place(blocks);
    for (std::size_t i = 0; i < blocks.size(); ++i) CHECK(blocks[i].offset == expected[i]);
  }
}

TEST_CASE("the blocks of a very deep model are placed at once") {
  // What is kept from forward to backward, and what lives for one moment: searching them pair by pair would
  // take minutes.
  const int layers = 100'000;
  std::vector<Block> blocks;
  for (int i = 0; i < layers; ++i) {
    blocks.push_back({256, i, 2 * layers - i});
    blocks.push_back({128, 2 * layers - i, 2 * layers - i});
  }
  CHECK(place(blocks) == std::size_t{256} * layers + 128);
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

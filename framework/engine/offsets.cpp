#include "framework/engine/offsets.h"

#include <algorithm>
#include <numeric>

namespace cae {

std::size_t place(std::vector<Block>& blocks) {
  std::vector<std::size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return blocks[a].bytes > blocks[b].bytes; });
  std::size_t total = 0;
  std::vector<const Block*> placed;  // by offset
  for (const std::size_t index : order) {
    Block& block = blocks[index];
    if (block.bytes == 0) break;  // and all that follow
    const std::size_t bytes = (block.bytes + 63) / 64 * 64;
    std::size_t offset = 0;
    for (const Block* other : placed) {
      if (other->last < block.first || block.last < other->first) continue;
      if (offset + bytes <= other->offset) break;
      offset = std::max(offset, other->offset + (other->bytes + 63) / 64 * 64);
    }
    block.offset = offset;
    total = std::max(total, offset + bytes);
    placed.insert(std::upper_bound(placed.begin(), placed.end(), &block,
                                   [](const Block* a, const Block* b) { return a->offset < b->offset; }),
                  &block);
  }
  return total;
}

}  // namespace cae

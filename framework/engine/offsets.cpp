#include "framework/engine/offsets.h"

#include <algorithm>

namespace cae {
namespace {

// Parts of the memory that are in use, joined where they touch: few, however many blocks they hold.
class UsedMemory {
 public:
  void add(std::size_t begin, std::size_t end) {
    const auto first = std::lower_bound(parts_.begin(), parts_.end(), begin,
                                        [](const Part& part, std::size_t at) { return part.end < at; });
    auto last = first;
    for (; last != parts_.end() && last->begin <= end; ++last) {
      begin = std::min(begin, last->begin);
      end = std::max(end, last->end);
    }
    if (first == last) {
      parts_.insert(first, {begin, end});
      return;
    }
    *first = {begin, end};
    parts_.erase(first + 1, last);
  }

  bool is_empty() const { return parts_.empty(); }
  // The lowest offset from `offset` on where so many bytes are free.
  std::size_t free_from(std::size_t offset, std::size_t bytes) const {
    auto part = std::upper_bound(parts_.begin(), parts_.end(), offset,
                                 [](std::size_t at, const Part& one) { return at < one.end; });
    for (; part != parts_.end() && part->begin < offset + bytes; ++part) offset = part->end;
    return offset;
  }

 private:
  struct Part {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Part> parts_;
};

// The memory in use at each moment. A binary tree over the moments, so that what lives long is not listed at
// each of them: a node is a span of moments, the root all of them, its children the halves.
class UsedOverTime {
 public:
  explicit UsedOverTime(int moments) : moments_(moments), spans_(4 * static_cast<std::size_t>(moments)) {}

  std::size_t lowest_free(const Block& block, std::size_t bytes) {
    met_.clear();
    visit(block, 1, 0, moments_ - 1, [&](Span& span, bool whole) {
      const UsedMemory& used = whole ? span.at_some_moment : span.throughout;
      if (!used.is_empty()) met_.push_back(&used);
    });
    std::size_t offset = 0;
    for (bool moved = true; moved;) {
      moved = false;
      for (const UsedMemory* used : met_) {
        const std::size_t free = used->free_from(offset, bytes);
        moved = moved || free != offset;
        offset = free;
      }
    }
    return offset;
  }

  void add(const Block& block, std::size_t bytes) {
    visit(block, 1, 0, moments_ - 1, [&](Span& span, bool whole) {
      span.at_some_moment.add(block.offset, block.offset + bytes);
      if (whole) span.throughout.add(block.offset, block.offset + bytes);
    });
  }

 private:
  struct Span {
    UsedMemory throughout;  // by blocks that live in all of its moments, and not in all of its parent's
    UsedMemory
        at_some_moment;  // by all blocks that live in one of its moments, but not in all of its parent's
  };

  // The spans that the block's lifetime consists of (`whole`), and those that contain them.
  template <class Function>
  void visit(const Block& block, std::size_t at, int first, int last, const Function& function) {
    const bool whole = block.first <= first && last <= block.last;
    function(spans_[at], whole);
    if (whole) return;
    const int middle = first + (last - first) / 2;
    if (block.first <= middle) visit(block, 2 * at, first, middle, function);
    if (block.last > middle) visit(block, 2 * at + 1, middle + 1, last, function);
  }

  int moments_;
  std::vector<Span> spans_;  // the children of i are 2i and 2i+1
  std::vector<const UsedMemory*> met_;
};

}  // namespace

std::size_t place(std::vector<Block>& blocks) {
  std::vector<std::size_t> order;  // without those that take no place
  order.reserve(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].bytes > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return blocks[a].bytes > blocks[b].bytes; });
  int moments = 1;
  for (const Block& block : blocks) moments = std::max(moments, block.last + 1);
  UsedOverTime used(moments);
  std::size_t total = 0;
  for (const std::size_t index : order) {
    Block& block = blocks[index];
    const std::size_t bytes = (block.bytes + 63) / 64 * 64;
    block.offset = used.lowest_free(block, bytes);
    used.add(block, bytes);
    total = std::max(total, block.offset + bytes);
  }
  return total;
}

}  // namespace cae

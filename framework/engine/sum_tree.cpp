#include "framework/engine/sum_tree.h"

#include <algorithm>
#include <array>
#include <bit>

#include "framework/primitives/vector_kernels.h"

namespace cae {
namespace {

void add(float* sum, const float* term, std::size_t count) {
  vector_kernels().add(sum, term, count);
}
void add(double* sum, const double* term, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sum[i] += term[i];
}

// Sums numbers [first, first + count) of the parts, depth first: what waits for its sibling stays in the
// cache.
template <class T>
class BlockSum {
 public:
  static constexpr std::size_t most_numbers = 512;

  BlockSum(std::span<const SliceRange> nodes, const T* parts, std::size_t stride, std::size_t count)
      : nodes_(nodes), parts_(parts), stride_(stride), count_(count) {}

  void run(T* total) {
    sum({nodes_.front().begin, nodes_.back().end}, 0);
    std::copy_n(waiting_[0].data(), count_, total);
  }

 private:
  // Into waiting_[depth].
  void sum(SliceRange range, std::size_t depth) {
    T* to = waiting_[depth].data();
    if (nodes_[next_] == range) {
      std::copy_n(next_part(), count_, to);
      return;
    }
    const int left = static_cast<int>(std::bit_floor(static_cast<unsigned>(range.count() - 1)));
    const SliceRange right{range.begin + left, range.end};
    sum({range.begin, right.begin}, depth);
    if (nodes_[next_] == right) {
      add(to, next_part(), count_);
    } else {
      sum(right, depth + 1);
      add(to, waiting_[depth + 1].data(), count_);
    }
  }
  const T* next_part() { return parts_ + stride_ * next_++; }

  std::span<const SliceRange> nodes_;
  const T* parts_;
  std::size_t stride_;
  std::size_t count_;
  std::size_t next_ = 0;
  std::array<std::array<T, most_numbers>, 32> waiting_;
};

template <class T>
void tree_sum_of(std::span<const SliceRange> nodes, const T* parts, std::size_t stride, std::size_t count,
                 T* total) {
  for (std::size_t first = 0; first < count; first += BlockSum<T>::most_numbers) {
    const std::size_t numbers = std::min(BlockSum<T>::most_numbers, count - first);
    BlockSum<T>(nodes, parts + first, stride, numbers).run(total + first);
  }
}

}  // namespace

SliceRange share_of(int slices, int rank, int ranks) {
  const auto bound = [&](int index) {
    return static_cast<int>(static_cast<long long>(slices) * index / ranks);
  };
  return {bound(rank), bound(rank + 1)};
}

std::vector<SliceRange> tree_nodes(SliceRange range, int slices) {
  std::vector<SliceRange> nodes;
  for (int begin = range.begin; begin < range.end; begin = nodes.back().end) {
    int end = begin + 1;
    for (int size = 2; begin % size == 0 && std::min(begin + size, slices) <= range.end; size *= 2) {
      end = std::min(begin + size, slices);
      if (end == slices) break;
    }
    nodes.push_back({begin, end});
  }
  return nodes;
}

void tree_sum(std::span<const SliceRange> nodes, const float* parts, std::size_t stride, std::size_t count,
              float* total) {
  tree_sum_of(nodes, parts, stride, count, total);
}

void tree_sum(std::span<const SliceRange> nodes, const double* parts, std::size_t stride, std::size_t count,
              double* total) {
  tree_sum_of(nodes, parts, stride, count, total);
}

}  // namespace cae

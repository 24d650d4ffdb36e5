#include "framework/engine/sum_tree.h"

#include <algorithm>
#include <array>
#include <bit>

#include "framework/primitives/vector_kernels.h"

namespace cae {
namespace {

// sum = a + b; it may be one of them.
void add(const float* a, const float* b, float* sum, std::size_t count) {
  vector_kernels().add_both(a, b, sum, count);
}
void add(const double* a, const double* b, double* sum, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sum[i] = a[i] + b[i];
}

// Sums `count` numbers of the parts, depth first: what waits for its sibling stays in the cache.
template <class T>
class BlockSum {
 public:
  static constexpr std::size_t most_numbers = 512;

  BlockSum(std::span<const SliceRange> nodes, const T* parts, std::size_t stride, std::size_t count)
      : nodes_(nodes), parts_(parts), stride_(stride), count_(count) {}

  void run(T* total) {
    const T* sum = sum_of({nodes_.front().begin, nodes_.back().end}, total, 0);
    if (sum != total) std::copy_n(sum, count_, total);
  }

 private:
  // Where the sum is: a part itself, or `to`.
  const T* sum_of(SliceRange range, T* to, std::size_t depth) {
    if (nodes_[next_] == range) return parts_ + stride_ * next_++;
    const int left = static_cast<int>(std::bit_floor(static_cast<unsigned>(range.count() - 1)));
    const SliceRange right{range.begin + left, range.end};
    // Only the left half may write where the total goes, which may be the first part.
    const T* first = sum_of({range.begin, right.begin}, to, depth + 1);
    const T* second = sum_of(right, waiting_[depth].data(), depth + 1);
    add(first, second, to, count_);
    return to;
  }

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

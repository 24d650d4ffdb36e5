// The fixed order in which the parts of a sum, one of each slice of a step, are added: a binary tree whose
// form depends on the number of slices alone. So the same bits come from any number of threads, and from any
// number of processes that each hold some of the slices.
//
// A node of the tree of level k covers slices [i 2^k, (i+1) 2^k), cut at the last slice; its sum is that of
// its left half, and, where there are slices in it, its right half added to that.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cae {

struct SliceRange {
  int begin = 0;
  int end = 0;
  int count() const { return end - begin; }
  bool operator==(const SliceRange&) const = default;
};

// The slices of a step of `slices` that rank `rank` of `ranks` processes computes: consecutive, in order of
// the ranks.
SliceRange share_of(int slices, int rank, int ranks);

// The largest nodes of the tree over `slices` slices that make up `range`, in order.
std::vector<SliceRange> tree_nodes(SliceRange range, int slices);

// total[i] = the sum of a node of the tree, from the sums of the nodes below it that `nodes` lists in order:
// that of nodes[j] is parts[j * stride + i]. For i in [0, count). `total` may be the first of the parts.
void tree_sum(std::span<const SliceRange> nodes, const float* parts, std::size_t stride, std::size_t count,
              float* total);
void tree_sum(std::span<const SliceRange> nodes, const double* parts, std::size_t stride, std::size_t count,
              double* total);

}  // namespace cae

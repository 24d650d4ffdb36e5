// Adds what the slices of a step have each for their own, over all processes that share the step, in the
// order of sum_tree.h.
#pragma once

#include <algorithm>
#include <vector>

#include "framework/engine/exchange.h"
#include "framework/engine/sum_tree.h"

namespace cae {

class SliceSums {
 public:
  explicit SliceSums(Exchange* exchange) : exchange_(exchange) {}

  // Of the next step.
  void start(int slices);
  SliceRange own() const { return own_; }
  bool shared() const { return exchange_ != nullptr; }

  // The parts are arrays of this process's slices, `stride` numbers from one to the next; the sum comes to
  // the first. In two steps: `add_own` for numbers [first, first + count), on any thread, then `join` once,
  // for all `count` numbers.
  template <class T>
  void add_own(T* parts, std::size_t stride, std::size_t first, std::size_t count) const {
    for (const SliceRange& node : own_nodes_) {
      const auto begin = static_cast<std::size_t>(node.begin - own_.begin);
      T* at = parts + begin * stride + first;
      tree_sum(std::span(slices_).subspan(begin, static_cast<std::size_t>(node.count())), at, stride, count,
               at);
    }
  }
  template <class T>
  void join(T* parts, std::size_t stride, std::size_t count) {
    if (exchange_ == nullptr) return;
    std::vector<T> all(all_nodes_.size() * count);
    for (std::size_t i = 0; i < own_nodes_.size(); ++i)
      std::copy_n(parts + own_row(i) * stride, count, all.data() + (first_own_node_ + i) * count);
    gather(all.data(), node_ends_, count * sizeof(T));
    tree_sum(all_nodes_, all.data(), count, count, parts);
  }
  // Of several arrays at once, for many numbers: each process adds a share of the numbers, which all then
  // gather, so that what a process receives does not grow with their number.
  struct Parts {
    float* parts;
    std::size_t stride;
    std::size_t count;
  };
  void join(const std::vector<Parts>& arrays);
  // All images of the step from each process's own: `numbers` of each image. `all` has room for them.
  void gather_images(const float* own, std::size_t numbers, int slice, int images, float* all);

 private:
  // Of a node of this process's: the slice, among its own, that has its sum.
  std::size_t own_row(std::size_t node) const {
    return static_cast<std::size_t>(own_nodes_[node].begin - own_.begin);
  }
  std::size_t nodes_of(std::size_t rank) const {
    return node_ends_[rank] - (rank == 0 ? 0 : node_ends_[rank - 1]);
  }
  // `ends` counts blocks of this many bytes.
  void gather(void* data, const std::vector<std::size_t>& ends, std::size_t bytes);

  Exchange* exchange_;
  SliceRange own_;
  std::vector<SliceRange> slices_;     // own ones, one by one
  std::vector<SliceRange> own_nodes_;  // of the tree
  std::vector<SliceRange> all_nodes_;  // those of all processes
  std::size_t first_own_node_ = 0;
  std::vector<std::size_t> node_ends_;  // of each process, in all_nodes_
  int slices_of_step_ = -1;
  // Of join(arrays), kept from step to step.
  std::vector<float> sent_;
  std::vector<float> received_;
  std::vector<float> sums_;
};

}  // namespace cae

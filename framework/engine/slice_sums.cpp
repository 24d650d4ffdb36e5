#include "framework/engine/slice_sums.h"

#include <cstddef>

namespace cae {

void SliceSums::start(int slices) {
  if (slices == slices_of_step_) return;
  slices_of_step_ = slices;
  const int ranks = exchange_ == nullptr ? 1 : exchange_->ranks();
  const int rank = exchange_ == nullptr ? 0 : exchange_->rank();
  own_ = share_of(slices, rank, ranks);
  slices_.clear();
  for (int slice = own_.begin; slice < own_.end; ++slice) slices_.push_back({slice, slice + 1});
  own_nodes_ = tree_nodes(own_, slices);
  all_nodes_.clear();
  node_ends_.clear();
  for (int r = 0; r < ranks; ++r) {
    if (r == rank) first_own_node_ = all_nodes_.size();
    for (const SliceRange& node : tree_nodes(share_of(slices, r, ranks), slices)) all_nodes_.push_back(node);
    node_ends_.push_back(all_nodes_.size());
  }
}

void SliceSums::gather_images(const float* own, std::size_t numbers, int slice, int images, float* all) {
  std::vector<std::size_t> ends;
  for (int r = 0; r < exchange_->ranks(); ++r) {
    const int end = share_of(slices_of_step_, r, exchange_->ranks()).end * slice;
    ends.push_back(static_cast<std::size_t>(std::min(end, images)));
  }
  const auto first = static_cast<std::size_t>(own_.begin * slice);
  const auto rank = static_cast<std::size_t>(exchange_->rank());
  if (own_.count() > 0) std::copy_n(own, (ends[rank] - first) * numbers, all + first * numbers);
  gather(all, ends, numbers * sizeof(float));
}

void SliceSums::gather(void* data, const std::vector<std::size_t>& ends, std::size_t bytes) {
  std::vector<std::size_t> byte_ends;
  for (const std::size_t end : ends) byte_ends.push_back(end * bytes);
  exchange_->all_gather({static_cast<std::byte*>(data), byte_ends.back()}, byte_ends);
}

}  // namespace cae

#include "framework/engine/slice_sums.h"

#include <cstddef>
#include <span>

namespace cae {
namespace {

// Calls `visit(array, first, count)` for the pieces of the arrays that are numbers [begin, end) of all of
// them, one array after the other.
template <class Visit>
void for_pieces(const std::vector<SliceSums::Parts>& arrays, std::size_t begin, std::size_t end,
                Visit visit) {
  std::size_t offset = 0;
  for (const SliceSums::Parts& array : arrays) {
    const std::size_t first = std::max(begin, offset);
    const std::size_t last = std::min(end, offset + array.count);
    if (first < last) visit(array, first - offset, last - first);
    offset += array.count;
  }
}

}  // namespace

void SliceSums::join(const std::vector<Parts>& arrays) {
  if (exchange_ == nullptr) return;
  std::size_t total = 0;
  for (const Parts& array : arrays) total += array.count;
  const auto ranks = static_cast<std::size_t>(exchange_->ranks());
  const auto rank = static_cast<std::size_t>(exchange_->rank());
  const auto share_begin = [&](std::size_t r) { return total * r / ranks; };
  const std::size_t share = share_begin(rank + 1) - share_begin(rank);
  sent_.clear();
  sent_.reserve(own_nodes_.size() * total);
  std::vector<std::size_t> sent_ends;
  std::vector<std::size_t> received_ends;
  std::vector<std::size_t> share_ends;
  for (std::size_t r = 0; r < ranks; ++r) {
    for (std::size_t node = 0; node < own_nodes_.size(); ++node) {
      for_pieces(arrays, share_begin(r), share_begin(r + 1),
                 [&](const Parts& array, std::size_t first, std::size_t count) {
                   const float* row = array.parts + own_row(node) * array.stride + first;
                   sent_.insert(sent_.end(), row, row + count);
                 });
    }
    sent_ends.push_back(sent_.size() * sizeof(float));
    received_ends.push_back((r == 0 ? 0 : received_ends.back()) + nodes_of(r) * share * sizeof(float));
    share_ends.push_back(share_begin(r + 1));
  }
  received_.resize(all_nodes_.size() * share);
  exchange_->all_to_all(std::as_bytes(std::span(sent_)), sent_ends,
                        std::as_writable_bytes(std::span(received_)), received_ends);
  sums_.resize(total);
  tree_sum(all_nodes_, received_.data(), share, share, sums_.data() + share_begin(rank));
  gather(sums_.data(), share_ends, sizeof(float));
  const float* next = sums_.data();
  for (const Parts& array : arrays) {
    std::copy_n(next, array.count, array.parts);
    next += array.count;
  }
}

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

// Processes that share the slices of each step, as threads of this one.
#pragma once

#include <barrier>
#include <cstring>
#include <vector>

#include "framework/engine/exchange.h"

namespace cae {

class LocalGroup {
 public:
  explicit LocalGroup(int ranks)
      : ranks_(ranks), barrier_(ranks), blocks_(static_cast<std::size_t>(ranks)), ends_(blocks_.size()) {}

  class Member final : public Exchange {
   public:
    Member(LocalGroup& group, int rank) : group_(group), rank_(rank) {}
    int rank() const override { return rank_; }
    int ranks() const override { return group_.ranks_; }
    void all_gather(std::span<std::byte> data, std::span<const std::size_t> ends) override {
      group_.blocks_[static_cast<std::size_t>(rank_)] = data.data();
      group_.barrier_.arrive_and_wait();
      for (std::size_t r = 0; r < ends.size(); ++r) {
        const std::size_t begin = r == 0 ? 0 : ends[r - 1];
        if (static_cast<int>(r) == rank_ || begin == ends[r]) continue;
        std::memcpy(data.data() + begin, group_.blocks_[r] + begin, ends[r] - begin);
      }
      group_.barrier_.arrive_and_wait();
    }

    void all_to_all(std::span<const std::byte> sent, std::span<const std::size_t> sent_ends,
                    std::span<std::byte> received, std::span<const std::size_t> received_ends) override {
      const auto own = static_cast<std::size_t>(rank_);
      group_.blocks_[own] = sent.data();
      group_.ends_[own] = sent_ends;
      group_.barrier_.arrive_and_wait();
      for (std::size_t r = 0; r < received_ends.size(); ++r) {
        const std::size_t from = own == 0 ? 0 : group_.ends_[r][own - 1];
        const std::size_t to = r == 0 ? 0 : received_ends[r - 1];
        if (to < received_ends[r])
          std::memcpy(received.data() + to, group_.blocks_[r] + from, received_ends[r] - to);
      }
      group_.barrier_.arrive_and_wait();
    }

   private:
    LocalGroup& group_;
    int rank_;
  };

 private:
  int ranks_;
  std::barrier<> barrier_;
  std::vector<const std::byte*> blocks_;
  std::vector<std::span<const std::size_t>> ends_;
};

}  // namespace cae

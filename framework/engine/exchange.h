// How processes that share the slices of each step tell each other what they computed.
#pragma once

#include <cstddef>
#include <span>

namespace cae {

class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual int rank() const = 0;  // of this process, from 0
  virtual int ranks() const = 0;
  // `data` has a block of each rank, in their order; that of rank r ends before `ends[r]`. Each rank comes
  // with its own block filled, and leaves with all of them. All ranks call this in the same order, with the
  // same `ends`.
  virtual void all_gather(std::span<std::byte> data, std::span<const std::size_t> ends) = 0;
};

}  // namespace cae

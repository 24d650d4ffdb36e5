// How processes that share the slices of each step tell each other what they computed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cae {

// What a process has sent to others and waited for them so far.
struct ExchangeCount {
  std::int64_t exchanges = 0;
  std::int64_t sent_bytes = 0;
  double seconds = 0.0;
};

class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual int rank() const = 0;  // of this process, from 0
  virtual int ranks() const = 0;
  // All ranks call these in the same order, with ends that agree.

  // `data` has a block of each rank, in their order; that of rank r ends before `ends[r]`. Each rank comes
  // with its own block filled, and leaves with all of them.
  virtual void all_gather(std::span<std::byte> data, std::span<const std::size_t> ends) = 0;
  // `sent` has a block for each rank, `received` gets one from each, both in the order of the ranks.
  virtual void all_to_all(std::span<const std::byte> sent, std::span<const std::size_t> sent_ends,
                          std::span<std::byte> received, std::span<const std::size_t> received_ends) = 0;

  virtual ExchangeCount count() const { return {}; }
  // While it is on, a rank that is long silent is taken for lost; a wait for other than steps may be long.
  virtual void watch_for_silence(bool on) { (void)on; }
};

}  // namespace cae

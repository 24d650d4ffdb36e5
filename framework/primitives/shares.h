// Shares of one call of a kernel: parts of its outputs that no sum crosses, so that it does not change a bit
// which of them are computed together, and on which threads. The engine sets a runner on the threads that
// call kernels where there are more threads than slices keep busy; without one a call computes all at once.
#pragma once

#include <algorithm>
#include <cstddef>

#include "framework/base/ordered_task.h"

namespace cae {

class ShareRunner {
 public:
  virtual ~ShareRunner() = default;
  using Share = void (*)(void* function, int share, int thread);
  // Calls `share` for each of [0, shares), on any threads, which have no runner meanwhile; returns when all
  // are done.
  virtual void run_shares(int shares, Share share, void* function) = 0;
};

// The one of this thread; nullptr: none.
ShareRunner* share_runner();

// Sets that of this thread as long as it lives.
class ShareScope {
 public:
  explicit ShareScope(ShareRunner* runner);
  ~ShareScope();
  ShareScope(const ShareScope&) = delete;
  ShareScope& operator=(const ShareScope&) = delete;

 private:
  ShareRunner* before_;
};

// How many shares of about 20 us and more work makes: multiplies and adds of matrix products, or numbers that
// a loop reads and writes. Less would cost more to hand over than it saves.
inline std::size_t shares_of_operations(double operations) {
  return static_cast<std::size_t>(std::max(operations / 2.5e6, 1.0));
}
inline std::size_t shares_of_numbers(std::size_t numbers) {
  return std::max<std::size_t>(numbers / (std::size_t{1} << 16), 1);
}

// f(share) for each of [0, shares).
template <class F>
void in_shares(std::size_t shares, F&& f) {
  ShareRunner* runner = shares < 2 ? nullptr : share_runner();
  if (runner == nullptr) {
    for (std::size_t share = 0; share < shares; ++share) f(share);
    return;
  }
  auto each = [&](int share, int) { f(static_cast<std::size_t>(share)); };
  OrderedTask ordered(each);
  runner->run_shares(
      static_cast<int>(shares),
      [](void* function, int share, int thread) {
        (*static_cast<decltype(ordered)*>(function))(share, thread);
      },
      &ordered);
}

// f(begin, end) for ranges that make up [0, count), each but the last a multiple of `step`: as many as there
// are shares if there is a runner, else one.
template <class F>
void in_ranges(std::size_t count, std::size_t step, std::size_t shares, F&& f) {
  const std::size_t steps = (count + step - 1) / step;
  shares = share_runner() == nullptr ? 1 : std::min(shares, steps);
  if (shares < 2) return f(std::size_t{0}, count);
  in_shares(shares, [&](std::size_t share) {
    f(steps * share / shares * step, std::min(steps * (share + 1) / shares * step, count));
  });
}

}  // namespace cae

// What a computation needs of its host, as plain functions: threads, and somebody who watches.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace plugin {

// Calls body(i) for every i below count, in any order and on any number of threads; returns when all are
// done.
using Loop = std::function<void(std::size_t count, const std::function<void(std::size_t)>& body)>;
// Receives the share that is done, from 0 to 1; false ends the work. From any thread.
using Watch = std::function<bool(double done)>;

struct Work {
  Loop loop;
  Watch watch;

  // A part of the work, from one share to another, in `count` pieces that do not depend on each other. False
  // where it was ended.
  bool pieces(std::size_t count, double from, double to,
              const std::function<void(std::size_t)>& piece) const {
    std::atomic<std::size_t> done = 0;
    std::atomic<bool> ended = !watch(from);
    loop(count, [&](std::size_t i) {
      if (ended) return;
      piece(i);
      const double share = static_cast<double>(++done) / static_cast<double>(count);
      if (!watch(from + (to - from) * share)) ended = true;
    });
    return !ended;
  }
};

}  // namespace plugin

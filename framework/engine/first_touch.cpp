#include "framework/engine/first_touch.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace cae {

void touch_by_all(MemoryRegion& region, ThreadPool& pool) {
  constexpr std::size_t piece = std::size_t{4} << 20;  // two huge pages
  pool.run(static_cast<int>((region.bytes() + piece - 1) / piece),
           [&](int task, int) { region.touch(static_cast<std::size_t>(task) * piece, piece); });
}

// A thread that has touched its block waits for the others, so that each comes; but not for long, as the
// system may be busy with something else. What is then left is touched here.
void touch_own(MemoryRegion& region, std::size_t bytes, ThreadPool& pool) {
  constexpr std::chrono::milliseconds longest_wait{20};
  const int threads = pool.threads();
  std::vector<std::atomic<bool>> touched(static_cast<std::size_t>(threads));
  std::atomic<int> done{0};
  const auto end = std::chrono::steady_clock::now() + longest_wait;
  const auto touch = [&](int thread) {
    if (touched[static_cast<std::size_t>(thread)].exchange(true)) return;
    region.touch(static_cast<std::size_t>(thread) * bytes, bytes);
    ++done;
  };
  pool.run(threads, [&](int, int thread) {
    touch(thread);
    while (done < threads && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  });
  for (int thread = 0; thread < threads; ++thread) touch(thread);
  const std::size_t blocks = bytes * static_cast<std::size_t>(threads);
  region.touch(blocks, region.bytes() - blocks);
}

}  // namespace cae

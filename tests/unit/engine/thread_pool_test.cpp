#include "framework/engine/thread_pool.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/support/catch.h"

using cae::ThreadPool;

TEST_CASE("every task runs once, on a thread of the pool") {
  for (const int threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    CHECK(pool.threads() == threads);
    std::vector<std::atomic<int>> runs(100);
    std::atomic<bool> inside{true};
    pool.run(100, [&](int task, int thread) {
      ++runs[static_cast<std::size_t>(task)];
      if (thread < 0 || thread >= threads) inside = false;
    });
    for (const auto& count : runs) CHECK(count == 1);
    CHECK(inside);
  }
}

TEST_CASE("denormals are flushed in every task, and only there") {
  ThreadPool pool(3);
  volatile float small = 1e-38F;
  std::atomic<int> kept{0};
  pool.run(50, [&](int, int) {
    volatile float product = small * 0.01F;
    if (product != 0.0F) ++kept;
  });
  CHECK(kept == 0);
  volatile float product = small * 0.01F;
  CHECK(product > 0.0F);
}

TEST_CASE("an exception of a task reaches the caller") {
  ThreadPool pool(2);
  CHECK_THROWS_AS(pool.run(10,
                           [](int task, int) {
                             if (task == 5) throw std::runtime_error("task 5");
                           }),
                  std::runtime_error);
  int runs = 0;
  pool.run(1, [&](int, int) { ++runs; });
  CHECK(runs == 1);
}

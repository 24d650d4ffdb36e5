#include "framework/run/apart.h"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "tests/support/catch.h"

namespace cae::test {

TEST_CASE("work on a separate thread is watched until it ends") {
  std::atomic<int> ticks = 0;
  run_apart(
      [&] {
        while (ticks < 3) std::this_thread::yield();
      },
      {.tick = [&] { ++ticks; }});
  CHECK(ticks >= 3);
}

TEST_CASE("what such work throws is thrown where it was asked for") {
  CHECK_THROWS_AS(run_apart([] { throw std::runtime_error("no"); }, {}), std::runtime_error);
}

TEST_CASE("work that goes on though it is no longer wanted is left once, after some patience") {
  std::atomic<int> left = 0;
  run_apart(
      [&] {
        while (left == 0) std::this_thread::yield();
      },
      {.stopped = [] { return true; }, .leave = [&] { ++left; }, .patience = std::chrono::milliseconds(1)});
  CHECK(left == 1);
}

}  // namespace cae::test

#include <algorithm>

#include "framework/engine/thread_pool.h"
#include "framework/profile/machine_limit.h"
#include "framework/profile/simulated_step.h"

namespace cae {
namespace {

// About what it takes to take a task from another thread, and its first data from the cache of that core.
constexpr double share_seconds = 1e-6;

// About what TBB takes on a server to hand tasks to a second thread that waits for them, and to wait for its
// end. It is assumed, not measured: on a machine with other work a measurement says how busy that is.
constexpr double loop_seconds = 2e-6;

double bytes_per_second(int threads) {
  ThreadPool pool(threads);
  return measure_limit(pool).bytes_per_second;
}

}  // namespace

SimulatedMachine measure_machine() {
  const double alone = bytes_per_second(1);
  return {.bytes_per_second_alone = alone,
          .bytes_per_second_each = std::min(bytes_per_second(0), alone),
          .loop_seconds = loop_seconds,
          .share_seconds = share_seconds};
}

}  // namespace cae

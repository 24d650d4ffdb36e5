// What the probes say of this machine.
#include "framework/profile/machine_limit.h"

#include <chrono>
#include <vector>

#include "framework/primitives/compute_scope.h"
#include "framework/primitives/matrix_products.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("no matrix product is faster than the measured limit") {
  ThreadPool pool(1);
  const std::vector<float> a(256 * 256, 1.0F);
  std::vector<float> c(256 * 256);
  double best = 0.0;
  MachineLimit limit = measure_limit(pool);
  const ComputeScope scope;
  for (int run = 0; run < 20; ++run) {
    const auto start = std::chrono::steady_clock::now();
    matrix_products().plain(
        {.m = 256, .n = 256, .k = 256, .a = {a.data(), 256}, .b = {a.data(), 256}, .c = {c.data(), 256}});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = std::max(best, 2.0 * 256 * 256 * 256 / seconds);
  }
  // Clocks change with the load, so a little more is possible.
  CHECK(best < 1.5 * limit.operations_per_second);
  CHECK(limit.bytes_per_second > 1e7);
}

TEST_CASE("work is limited by arithmetic or by memory, whichever takes longer") {
  const MachineLimit limit{.operations_per_second = 100.0, .bytes_per_second = 10.0};
  CHECK(limit.seconds(200.0, 10.0) == 2.0);
  CHECK(limit.seconds(200.0, 50.0) == 5.0);
}

}  // namespace
}  // namespace cae

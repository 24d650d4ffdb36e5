#include "framework/plugin/host_services.h"

#include <atomic>
#include <cmath>
#include <limits>
#include <vector>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

#include "framework/base/random.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("the host's random numbers are those of its counter-based streams") {
  const HostServices services("test", 7, {});
  const cae_host& host = services.host();
  CHECK(host.seed == 7);
  std::vector<float> ours(9), streams(9);
  host.normal(host.context, 7, "noise", 3, 11, ours.data(), ours.size());
  RandomStream(7, "noise", 3, 11).fill_normal(streams, 0.0F, 1.0F);
  CHECK(ours == streams);
  host.uniform(host.context, 7, "noise", 3, 11, ours.data(), ours.size());
  RandomStream(7, "noise", 3, 11).fill_uniform(streams, 0.0F, 1.0F);
  CHECK(ours == streams);
}

TEST_CASE("a uniform number that would be rounded to 1 stays below it") {
  const HostServices services("test", 1, {});
  const cae_host& host = services.host();
  constexpr std::uint64_t sample = 38971896;  // whose first word is 0xffffffac
  CHECK(static_cast<float>(RandomStream(1, "u", 0, sample).uniform(0)) == 1.0F);
  float value = 0.0F;
  host.uniform(host.context, 1, "u", 0, sample, &value, 1);
  CHECK(value == std::nextafter(1.0F, 0.0F));
}

TEST_CASE("parallel_for does every index once") {
  const HostServices services("test", 1, {});
  const cae_host& host = services.host();
  std::vector<std::atomic<int>> times(1000);
  const auto count = [](void* data, std::size_t i) {
    ++(*static_cast<std::vector<std::atomic<int>>*>(data))[i];
  };
  host.parallel_for(host.context, times.size(), count, &times);
  for (const std::atomic<int>& time : times) CHECK(time == 1);
  host.parallel_for(host.context, 0, count, nullptr);
}

#if defined(__SSE__)
TEST_CASE("every worker of a parallel_for flushes denormals as its caller does") {
  const HostServices services("test", 1, {});
  const cae_host& host = services.host();
  const auto halve = [](void* data, std::size_t i) {
    volatile float least = std::numeric_limits<float>::min();
    (*static_cast<std::vector<float>*>(data))[i] = least * 0.5F;
  };
  const unsigned usual = _mm_getcsr();
  for (const bool flush : {false, true, false}) {
    std::vector<float> halves(5000, -1.0F);
    _mm_setcsr(flush ? usual | _MM_FLUSH_ZERO_ON : usual & ~unsigned{_MM_FLUSH_ZERO_ON});
    host.parallel_for(host.context, halves.size(), halve, &halves);
    _mm_setcsr(usual);
    int zeros = 0;
    for (const float half : halves) zeros += std::fpclassify(half) == FP_ZERO ? 1 : 0;
    CHECK(zeros == (flush ? 5000 : 0));
  }
}
#endif

}  // namespace
}  // namespace cae

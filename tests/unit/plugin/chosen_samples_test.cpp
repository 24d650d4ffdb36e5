#include "framework/plugin/chosen_samples.h"

#include <algorithm>
#include <set>

#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("chosen samples are distinct, in order, in range and a function of the seed") {
  const auto chosen = chosen_samples(1, 500, 10000);
  CHECK(chosen.size() == 500);
  CHECK(std::is_sorted(chosen.begin(), chosen.end()));
  CHECK(std::set<std::uint32_t>(chosen.begin(), chosen.end()).size() == 500);
  CHECK(chosen.back() < 10000);
  CHECK(chosen == chosen_samples(1, 500, 10000));
  CHECK(chosen != chosen_samples(2, 500, 10000));
}

TEST_CASE("none asked for, or more than there are, gives all samples") {
  const std::vector<std::uint32_t> all = {0, 1, 2};
  CHECK(chosen_samples(1, 0, 3) == all);
  CHECK(chosen_samples(1, 3, 3) == all);
  CHECK(chosen_samples(1, 500, 3) == all);
  CHECK(chosen_samples(1, 500, 0).empty());
}

TEST_CASE("every sample is as likely to be chosen as any other") {
  std::vector<int> times(20, 0);
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    for (const std::uint32_t sample : chosen_samples(seed, 5, 20)) ++times[sample];
  }
  // Expected 1000 each, standard deviation 27.4.
  for (const int count : times) CHECK(std::abs(count - 1000) < 150);
}

}  // namespace
}  // namespace cae

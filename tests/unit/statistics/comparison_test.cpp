#include "framework/statistics/comparison.h"

#include "framework/statistics/effect_size.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

using Seeds = std::vector<std::uint64_t>;

const SeedValues base = {{1, 0.50}, {2, 0.52}, {3, 0.51}};

Difference difference_of(const SeedValues& a, const SeedValues& b) {
  return differences_from(a, {b}).front();
}

TEST_CASE("runs with the same seeds are compared in pairs") {
  const Difference difference = difference_of(base, {{1, 0.40}, {2, 0.43}, {3, 0.42}});
  CHECK(difference.comparison == Comparison::paired);
  CHECK(difference.pairs == Seeds{1, 2, 3});
  CHECK(difference.mean == Approx(-0.28 / 3));
  REQUIRE(difference.t);
  CHECK(difference.t->degrees == 2.0);
  CHECK(difference.effect == cohen_dz(difference.differences));
}

TEST_CASE("seeds that one side lacks are named and left out of the pairs") {
  const Difference difference = difference_of(base, {{2, 0.42}, {3, 0.41}, {7, 99.0}});
  CHECK(difference.comparison == Comparison::paired);
  CHECK(difference.pairs == Seeds{2, 3});
  CHECK(difference.only_group == Seeds{7});
  CHECK(difference.only_base == Seeds{1});
  CHECK(difference.mean == Approx(-0.1));
}

TEST_CASE("without pairs the samples are compared as a whole") {
  const Difference difference = difference_of(base, {{7, 0.40}, {8, 0.43}});
  CHECK(difference.comparison == Comparison::unpaired);
  CHECK(difference.mean == Approx(0.415 - 0.51));
  REQUIRE(difference.t);
  CHECK(difference.t->interval.low < difference.mean);
  CHECK(difference.t->interval.high > difference.mean);
  CHECK(difference.effect.value() < 0.0);
}

TEST_CASE("pairs of less than half of the smaller group are not used") {
  SeedValues first;
  SeedValues second;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const auto place = static_cast<double>(seed);
    first[seed] = 0.5 + place;
    second[seed + 3] = 0.6 + place * place;
  }
  CHECK(difference_of(first, second).pairs.size() == 2);
  CHECK(difference_of(first, second).comparison == Comparison::unpaired);
}

TEST_CASE("one seed gives a difference and no test") {
  const Difference difference = difference_of(base, {{2, 0.42}});
  CHECK(difference.comparison == Comparison::none);
  CHECK(difference.mean == Approx(-0.1));
  CHECK_FALSE(difference.t);
  CHECK_FALSE(difference.effect);
  CHECK_FALSE(difference.p_holm);
}

TEST_CASE("differences that are equal but for rounding do not vary") {
  const SeedValues accuracies = {{1, 0.7}, {2, 0.5}, {3, 0.61}};
  const Difference higher = difference_of(accuracies, {{1, 0.8}, {2, 0.6}, {3, 0.71}});
  CHECK(higher.mean == Approx(0.1));
  CHECK_FALSE(higher.t);
  CHECK_FALSE(higher.effect);
  const Difference none = difference_of({{1, 0.3}, {2, 0.6}}, {{1, 0.1 + 0.2}, {2, 0.6}});
  CHECK(none.mean == 0.0);
  CHECK_FALSE(none.t);
  const Difference unpaired = difference_of({{1, 0.3}, {2, 0.1 + 0.2}}, {{3, 0.7}, {4, 0.7}});
  CHECK(unpaired.comparison == Comparison::unpaired);
  CHECK(unpaired.mean == Approx(0.4));
  CHECK_FALSE(unpaired.t);
  CHECK_FALSE(unpaired.effect);
  CHECK(difference_of({{1, 0.3}, {2, 0.3}}, {{3, 0.1 + 0.2}, {4, 0.3}}).mean == 0.0);
}

TEST_CASE("differences that are equal but for rounding are ties of Wilcoxon's test, and zeros are left out") {
  SeedValues first, second;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    first[seed] = 0.1 * static_cast<double>(seed);
    second[seed] = first[seed] + (seed % 2 == 0 ? 0.1 : 0.2);
  }
  second[1] = 1.0 - 0.9;
  const Difference difference = difference_of(first, second);
  REQUIRE(difference.wilcoxon);
  CHECK(difference.wilcoxon->pairs == 7);
  const std::vector<double> exact = {0.0, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1};
  CHECK(difference.wilcoxon->p == wilcoxon_test(exact)->p);
}

TEST_CASE("small differences of large numbers are not rounding") {
  const Difference difference = difference_of({{1, 1000.0}, {2, 1000.0}, {3, 1000.0}},
                                              {{1, 1000.0001}, {2, 1000.0002}, {3, 1000.00015}});
  CHECK(difference.t);
  CHECK(difference.mean == Approx(0.00015));
}

TEST_CASE("Wilcoxon's test is made from six pairs on") {
  SeedValues first = {{1, 0.0}, {2, 0.0}, {3, 0.0}, {4, 0.0}, {5, 0.0}};
  SeedValues second = {{1, 0.1}, {2, 0.2}, {3, 0.3}, {4, 0.4}, {5, 0.5}};
  CHECK_FALSE(difference_of(first, second).wilcoxon);
  first[6] = 0.0;
  second[6] = 0.6;
  const Difference difference = difference_of(first, second);
  REQUIRE(difference.wilcoxon);
  CHECK(difference.wilcoxon->p == 2.0 / 64.0);
}

TEST_CASE("Holm's correction takes all tests of the table, and none of what has no test") {
  const std::vector<Difference> list =
      differences_from(base, {{{1, 0.51}, {2, 0.54}, {3, 0.51}}, base, {{1, 0.40}, {2, 0.43}, {3, 0.42}}});
  CHECK(list[0].p_holm == list[0].t->p);
  CHECK_FALSE(list[1].t);
  CHECK_FALSE(list[1].p_holm);
  CHECK(list[2].p_holm == 2.0 * list[2].t->p);
}

}  // namespace
}  // namespace cae

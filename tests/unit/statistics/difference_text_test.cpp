#include "framework/statistics/difference_text.h"

#include "tests/support/catch.h"

using namespace cae;

namespace {

// The verdict on one group against a base.
std::string verdict_of(const SeedValues& base, const SeedValues& group) {
  return verdict(differences_from(base, {group}).front(), 1);
}

const SeedValues base = {{1, 0.50}, {2, 0.52}, {3, 0.51}};

}  // namespace

TEST_CASE("a difference is said with its direction, interval, probability and seeds") {
  CHECK(verdict_of(base, {{1, 0.40}, {2, 0.43}, {3, 0.42}}) ==
        "lower by 0.093 (95 % 0.079 to 0.108, p = 0.001; 3 seeds)");
  CHECK(verdict_of({{1, 0.40}, {2, 0.43}, {3, 0.42}}, base) ==
        "higher by 0.093 (95 % 0.079 to 0.108, p = 0.001; 3 seeds)");
}

TEST_CASE("without evidence the verdict says so, with what the interval leaves open") {
  CHECK(verdict_of(base, {{1, 0.51}, {2, 0.51}, {3, 0.52}}) ==
        "no evidence of a difference (3 seeds; 95 % -0.025 to 0.032, p = 0.667)");
}

TEST_CASE("a difference that Holm's correction takes away is said to be one of several comparisons") {
  const SeedValues near = {{1, 0.52}, {2, 0.55}, {3, 0.53}};
  CHECK(verdict_of(base, near).starts_with("higher by 0.023 "));
  std::vector<SeedValues> many(5, near);
  const std::vector<Difference> list = differences_from(base, many);
  CHECK(verdict(list.front(), 5).starts_with("no evidence of a difference among 5 comparisons (3 seeds; "));
}

TEST_CASE("an end of an interval that rounds to zero has no sign") {
  const SeedValues base = {{1, 0.5}, {2, 0.5}, {3, 0.5}};
  CHECK(verdict_of(base, {{1, 0.51484}, {2, 0.52484}, {3, 0.53484}}) ==
        "no evidence of a difference (3 seeds; 95 % 0.000 to 0.050, p = 0.050)");
}

TEST_CASE("one seed has no interval") {
  CHECK(verdict_of(base, {{1, 0.40}}) == "one seed: no interval (lower by 0.100)");
}

TEST_CASE("equal differences have no interval") {
  CHECK(verdict_of(base, base) == "no difference at all (3 seeds)");
  CHECK(verdict_of({{1, 0.5}, {2, 0.75}}, {{1, 0.25}, {2, 0.5}}) ==
        "lower by 0.250 for every seed alike: no interval (2 seeds)");
}

TEST_CASE("groups without common seeds are said not to be paired") {
  const std::string text = verdict_of(base, {{7, 0.40}, {8, 0.43}});
  CHECK(text.find("2 and 3 seeds, not paired") != std::string::npos);
}

TEST_CASE("from six pairs on Wilcoxon's probability is said too") {
  SeedValues first;
  SeedValues second;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    first[seed] = 0.5;
    second[seed] = 0.5 + 0.01 * static_cast<double>(seed);
  }
  CHECK(verdict_of(first, second).find(", Wilcoxon's p = 0.031; 6 seeds)") != std::string::npos);
}

TEST_CASE("a small probability is not said to be none") {
  CHECK(probability_equation(0.0312) == "p = 0.031");
  CHECK(probability_equation(0.00031) == "p = 0.0003");
  CHECK(probability_equation(1e-9) == "p < 0.0001");
}

#include "framework/statistics/comparison.h"

#include <algorithm>
#include <cmath>

#include "framework/statistics/effect_size.h"
#include "framework/statistics/holm.h"
#include "framework/statistics/sample.h"

namespace cae {
namespace {

std::vector<double> values_of(const SeedValues& group) {
  std::vector<double> values;
  for (const auto& [seed, value] : group) values.push_back(value);
  return values;
}

double difference_of(double value, double partner) {
  return alike(value, partner) ? 0.0 : value - partner;
}

// Differences that are equal but for the rounding of the numbers that they are of, which are as large as
// `magnitude`, become equal: 0.8 - 0.7 and 0.6 - 0.5.
void join_equal(std::vector<double>& differences, double magnitude) {
  std::vector<double> sorted = differences;
  std::sort(sorted.begin(), sorted.end());
  for (double& difference : differences) {
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), difference - rounding * magnitude);
    difference = *first;
  }
}

// Who has which seed, and the differences of those that both have.
Difference matched(const SeedValues& base, const SeedValues& group) {
  Difference result;
  double magnitude = 0.0;
  for (const auto& [seed, value] : group) {
    const auto partner = base.find(seed);
    if (partner == base.end()) {
      result.only_group.push_back(seed);
      continue;
    }
    result.pairs.push_back(seed);
    result.differences.push_back(difference_of(value, partner->second));
    magnitude = std::max({magnitude, std::fabs(value), std::fabs(partner->second)});
  }
  join_equal(result.differences, magnitude);
  for (const auto& [seed, value] : base) {
    if (!group.contains(seed)) result.only_base.push_back(seed);
  }
  return result;
}

Comparison comparison_of(std::size_t pairs, std::size_t base, std::size_t group) {
  if (pairs >= 2 && 2 * pairs >= std::min(base, group)) return Comparison::paired;
  return base >= 2 && group >= 2 ? Comparison::unpaired : Comparison::none;
}

Difference difference_from(const SeedValues& base, const SeedValues& group) {
  Difference result = matched(base, group);
  const std::vector<double> a = values_of(base);
  const std::vector<double> b = values_of(group);
  result.comparison = comparison_of(result.pairs.size(), a.size(), b.size());
  if (result.comparison == Comparison::unpaired) {
    result.t = welch_t_test(a, b);
    result.effect = hedges_g(a, b);
  }
  if (result.comparison == Comparison::paired) {
    result.t = paired_t_test(result.differences);
    result.effect = cohen_dz(result.differences);
    if (result.differences.size() >= least_wilcoxon_pairs)
      result.wilcoxon = wilcoxon_test(result.differences);
  }
  const bool of_pairs = result.comparison != Comparison::unpaired && !result.differences.empty();
  result.mean = of_pairs ? mean(result.differences) : difference_of(mean(b), mean(a));
  return result;
}

// Corrects what `test` gives, among all differences that have it, into what `corrected` gives.
template <class Test, class Corrected>
void correct(std::vector<Difference>& differences, Test test, Corrected corrected) {
  std::vector<double> p;
  for (const Difference& difference : differences) {
    if (test(difference)) p.push_back(test(difference)->p);
  }
  const std::vector<double> adjusted = holm_adjusted(p);
  auto next = adjusted.begin();
  for (Difference& difference : differences) {
    if (test(difference)) corrected(difference) = *next++;
  }
}

}  // namespace

std::vector<Difference> differences_from(const SeedValues& base, const std::vector<SeedValues>& groups) {
  std::vector<Difference> list;
  for (const SeedValues& group : groups) list.push_back(difference_from(base, group));
  correct(
      list, [](const Difference& difference) { return difference.t; },
      [](Difference & difference) -> auto& { return difference.p_holm; });
  correct(
      list, [](const Difference& difference) { return difference.wilcoxon; },
      [](Difference & difference) -> auto& { return difference.wilcoxon_p_holm; });
  return list;
}

}  // namespace cae

#include "framework/statistics/difference_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "framework/base/count_text.h"
#include "framework/base/decimal_text.h"
#include "framework/statistics/decimals.h"

namespace cae {
namespace {

std::string seeds_text(const Difference& difference) {
  if (difference.comparison == Comparison::paired)
    return counted(static_cast<std::int64_t>(difference.pairs.size()), "seed");
  const std::size_t both = difference.pairs.size();
  return fmt::format("{} and {} seeds, not paired", both + difference.only_group.size(),
                     both + difference.only_base.size());
}

// "lower by 0.0031"
std::string amount(const Difference& difference) {
  return (difference.mean < 0.0 ? "lower by " : "higher by ") +
         decimal_text(std::fabs(difference.mean), difference_decimals(difference));
}

std::string range(double low, double high, int decimals) {
  return "95 % " + decimal_text(low, decimals) + " to " + decimal_text(high, decimals);
}

// Of what the amount says: positive numbers for a group that is lower.
std::string interval_of_amount(const Difference& difference) {
  const Interval& interval = difference.t->interval;
  const int decimals = difference_decimals(difference);
  return difference.mean < 0.0 ? range(-interval.high, -interval.low, decimals)
                               : range(interval.low, interval.high, decimals);
}

std::string wilcoxon_text(const Difference& difference) {
  if (!difference.wilcoxon) return "";
  return ", Wilcoxon's " + probability_equation(difference.wilcoxon_p_holm.value_or(difference.wilcoxon->p));
}

std::string without_test(const Difference& difference) {
  if (difference.comparison == Comparison::none) return "one seed: no interval (" + amount(difference) + ")";
  if (difference.mean == 0.0) return "no difference at all (" + seeds_text(difference) + ")";
  return amount(difference) + " for every seed alike: no interval (" + seeds_text(difference) + ")";
}

}  // namespace

std::string probability_text(double p) {
  if (p < 0.0001) return "<0.0001";
  return decimal_text(p, p < 0.001 ? 4 : 3);
}

std::string probability_equation(double p) {
  const std::string text = probability_text(p);
  return text.starts_with('<') ? "p < " + text.substr(1) : "p = " + text;
}

std::string effect_name(const Difference& difference) {
  return difference.comparison == Comparison::paired ? "d_z" : "g";
}

int difference_decimals(const Difference& difference) {
  if (!difference.t) return decimals_for(difference.mean, std::nullopt, 3);
  const double half = (difference.t->interval.high - difference.t->interval.low) / 2.0;
  const int enough = decimals_for(difference.mean, std::nullopt) + 3;
  return std::min(decimals_for(half, std::nullopt, 2), enough);
}

std::string verdict(const Difference& difference, std::size_t tests) {
  if (!difference.t) return without_test(difference);
  const double p = *difference.p_holm;
  if (p < significance) {
    return fmt::format("{} ({}, {}{}; {})", amount(difference), interval_of_amount(difference),
                       probability_equation(p), wilcoxon_text(difference), seeds_text(difference));
  }
  const Interval& interval = difference.t->interval;
  const std::string numbers = fmt::format("({}; {}, {}{})", seeds_text(difference),
                                          range(interval.low, interval.high, difference_decimals(difference)),
                                          probability_equation(p), wilcoxon_text(difference));
  if (difference.t->p < significance)
    return fmt::format("no evidence of a difference among {} comparisons {}", tests, numbers);
  return "no evidence of a difference " + numbers;
}

}  // namespace cae

#include "tools/cli/comparison_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "framework/base/count_text.h"
#include "framework/statistics/difference_text.h"
#include "tools/cli/run_values.h"

namespace cae::cli {
namespace {

std::string listed_seeds(const std::vector<std::uint64_t>& seeds) {
  return fmt::format("seed{} {}", seeds.size() == 1 ? "" : "s", fmt::join(seeds, ", "));
}

// Seeds that have no partner where others have one.
std::vector<std::string> seed_notes(const ComparedVariant& variant, const std::string& base) {
  const Difference& difference = *variant.difference;
  const bool uses_pairs = difference.comparison == Comparison::paired;
  const std::string end = uses_pairs ? "; not used in the difference" : "";
  std::vector<std::string> notes;
  if (difference.pairs.empty() && !uses_pairs) return notes;
  if (!difference.only_group.empty())
    notes.push_back(
        fmt::format("{} lacks {} of {}{}", base, listed_seeds(difference.only_group), variant.name, end));
  if (!difference.only_base.empty())
    notes.push_back(
        fmt::format("{} lacks {} of {}{}", variant.name, listed_seeds(difference.only_base), base, end));
  return notes;
}

// Losses that are not the same quantity.
std::vector<std::string> loss_notes(const RunComparison& comparison) {
  std::vector<std::string> notes;
  if (!is_loss(comparison.metric) || is_part_of_loss(comparison.metric)) return notes;
  const ComparedVariant& base = comparison.base();
  for (const ComparedVariant& variant : comparison.variants) {
    const std::string kind = setting_of(variant.changes, "train.loss");
    if (!kind.empty())
      notes.push_back(
          fmt::format("the loss of {} is another one than that of {}: {}", variant.name, base.name, kind));
    const bool known = !variant.terms.empty() && !base.terms.empty();
    if (known && variant.terms.size() != base.terms.size())
      notes.push_back(fmt::format(
          "the loss of {} is a sum of {}, that of {} of {}; --metric reconstruction/test leaves the other "
          "terms out",
          variant.name, fmt::join(variant.terms, " and "), base.name, fmt::join(base.terms, " and ")));
  }
  return notes;
}

// Variants that successive halving dropped, as their losses are those of fewer epochs.
std::vector<std::string> halving_notes(const RunComparison& comparison) {
  std::map<std::int64_t, std::vector<std::string>> dropped;
  for (const ComparedVariant& variant : comparison.variants) {
    if (variant.dropped_after) dropped[*variant.dropped_after].push_back(variant.name);
  }
  std::vector<std::string> notes;
  for (const auto& [epoch, names] : dropped)
    notes.push_back(fmt::format(
        "trained for {} alone, then dropped by successive halving; its losses are not those of a whole "
        "training: {}",
        counted(epoch, "epoch"), fmt::join(names, "; ")));
  return notes;
}

// Where Wilcoxon's test could not come out below 0.05 whatever the values are: of n pairs its p
// is 2 / 2^n at least, before the correction.
std::vector<std::string> wilcoxon_limits(const RunComparison& comparison) {
  std::size_t tests = 0;
  std::size_t fewest = 0;
  for (const ComparedVariant& variant : comparison.variants) {
    if (!variant.difference || !variant.difference->wilcoxon) continue;
    const std::size_t pairs = variant.difference->wilcoxon->pairs;
    fewest = tests == 0 ? pairs : std::min(fewest, pairs);
    ++tests;
  }
  const double least = 2.0 * static_cast<double>(tests) * std::pow(0.5, static_cast<double>(fewest));
  if (tests == 0 || least < significance) return {};
  return {fmt::format("Wilcoxon's p of {} seeds, corrected for {} comparisons, is {} at least", fewest, tests,
                      probability_text(std::min(1.0, least)))};
}

}  // namespace

std::size_t tests_of(const RunComparison& comparison) {
  return static_cast<std::size_t>(std::count_if(
      comparison.variants.begin(), comparison.variants.end(),
      [](const ComparedVariant& variant) { return variant.difference && variant.difference->t; }));
}

std::vector<std::string> explanations(const RunComparison& comparison) {
  std::vector<std::string> lines;
  const auto any_with = [&](Comparison kind) {
    return std::any_of(comparison.variants.begin(), comparison.variants.end(), [&](const auto& variant) {
      return variant.difference && variant.difference->comparison == kind && variant.difference->t;
    });
  };
  if (any_with(Comparison::paired))
    lines.push_back("p: two-sided t-test of the differences of equal seeds; d_z: their mean / their sd");
  if (any_with(Comparison::unpaired))
    lines.push_back("p with g: Welch's t-test, as too few seeds are in both; g: Hedges' difference / sd");
  if (tests_of(comparison) > 1)
    lines.push_back(
        fmt::format("p (Holm), and p in words: corrected for {} comparisons", tests_of(comparison)));
  for (const std::string& line : wilcoxon_limits(comparison)) lines.push_back(line);
  if (comparison.has_pareto_line()) {
    lines.push_back(fmt::format("*: no other variant has a {} mean at this cost or less",
                                comparison.best == Best::lowest ? "lower" : "higher"));
  }
  return lines;
}

std::vector<std::string> notes_of(const RunComparison& comparison) {
  std::vector<std::string> notes;
  for (const LeftOut& left : comparison.left_out)
    notes.push_back(fmt::format("left out: {}: {}", left.name, left.reason));
  for (const ComparedVariant& variant : comparison.variants) {
    if (!variant.difference) continue;
    for (const std::string& note : seed_notes(variant, comparison.base().name)) notes.push_back(note);
  }
  for (const std::string& note : loss_notes(comparison)) notes.push_back(note);
  for (const std::string& note : halving_notes(comparison)) notes.push_back(note);
  for (const ComparedVariant& variant : comparison.variants) {
    if (!variant.mixed.empty())
      notes.push_back(fmt::format("the runs of {} differ in more than the seed: {}", variant.name,
                                  fmt::join(variant.mixed, ", ")));
  }
  if (!comparison.one_machine)
    notes.push_back("the seconds are of different processors or numbers of threads");
  return notes;
}

}  // namespace cae::cli

#include "framework/report/intervals.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "framework/base/utf8.h"
#include "framework/report/comparison.h"
#include "framework/report/json_numbers.h"
#include "framework/statistics/difference_text.h"
#include "framework/statistics/mean_interval.h"
#include "framework/statistics/sample.h"

namespace cae {
namespace {

using nlohmann::json;

struct FinalLoss {
  const char* name;
  std::optional<double> RunSummary::*value;
};
constexpr FinalLoss final_losses[] = {{"final test loss", &RunSummary::final_test_loss},
                                      {"final validation loss", &RunSummary::final_validation_loss},
                                      {"final training loss", &RunSummary::final_train_loss}};

struct SeedsOfVariant {
  std::string name = {};
  bool is_base = false;
  SeedValues values = {};
};

std::vector<SeedsOfVariant> seeds_by_variant(const std::vector<ReportedRun>& runs, const FinalLoss& loss) {
  std::vector<SeedsOfVariant> variants;
  for (const ReportedRun* run : counted_runs(runs)) {
    const std::optional<double> value = run->summary.*loss.value;
    if (run->status != RunStatus::done || !value || !std::isfinite(*value)) continue;
    const std::string name = variant_title(run->stored);
    auto found = std::find_if(variants.begin(), variants.end(),
                              [&](const SeedsOfVariant& one) { return one.name == name; });
    if (found == variants.end())
      found = variants.insert(found, {.name = name, .is_base = run->stored.variant.empty()});
    found->values[run->stored.seed] = *value;
  }
  const auto base = std::find_if(variants.begin(), variants.end(),
                                 [](const SeedsOfVariant& variant) { return variant.is_base; });
  if (base != variants.end()) std::rotate(variants.begin(), base, base + 1);
  return variants;
}

json interval_row(const SeedsOfVariant& variant, const std::string& verdict) {
  std::vector<double> numbers;
  for (const auto& [seed, value] : variant.values) numbers.push_back(value);
  const std::optional<Interval> interval = mean_interval(numbers);
  return {{"name", visible(variant.name)},
          {"seeds", numbers.size()},
          {"mean", rounded(mean(numbers), 9)},
          {"low", interval ? rounded(interval->low, 6) : json(nullptr)},
          {"high", interval ? rounded(interval->high, 6) : json(nullptr)},
          {"verdict", verdict}};
}

}  // namespace

json intervals_json(const std::vector<ReportedRun>& runs) {
  for (const FinalLoss& loss : final_losses) {
    const std::vector<SeedsOfVariant> variants = seeds_by_variant(runs, loss);
    if (variants.empty()) continue;
    std::vector<SeedValues> others;
    for (std::size_t i = 1; i < variants.size(); ++i) others.push_back(variants[i].values);
    const std::vector<Difference> differences = differences_from(variants.front().values, others);
    const auto tests = static_cast<std::size_t>(std::count_if(
        differences.begin(), differences.end(), [](const Difference& one) { return one.t.has_value(); }));
    json rows = json::array({interval_row(variants.front(), "")});
    for (std::size_t i = 1; i < variants.size(); ++i)
      rows.push_back(interval_row(variants[i], verdict(differences[i - 1], tests)));
    return {{"loss", loss.name}, {"base", visible(variants.front().name)}, {"rows", rows}};
  }
  return nullptr;
}

}  // namespace cae

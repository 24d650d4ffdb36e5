// The variants of experiments compared: a metric over the seeds of each, and the differences from a base.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "framework/statistics/comparison.h"
#include "framework/store/run_store.h"
#include "tools/cli/run_cost.h"
#include "tools/cli/run_groups.h"
#include "tools/cli/setting_differences.h"

namespace cae::cli {

enum class Best { unknown, lowest, highest };

struct ComparisonRequest {
  std::string metric = {};                  // of run_values.h; "": the usual loss
  std::optional<std::string> against = {};  // a variant, or EXPERIMENT/VARIANT; none: the base
  Best best = Best::unknown;                // of losses it is the lowest, whatever stands here
};

// Which costs of a variant are on the Pareto line with its mean.
struct ParetoMarks {
  bool parameters = false;
  bool flops = false;
  bool epoch_seconds = false;
};

struct ComparedVariant {
  RunGroup group = {};
  std::string name = {};  // "(base)" or the variant; among several experiments "denoise/narrow"
  SeedValues values = {};
  double mean = 0.0;
  std::optional<double> deviation = {};   // from two seeds on
  std::optional<Interval> interval = {};  // the same
  RunCost cost = {};
  ParetoMarks pareto = {};
  std::optional<Difference> difference = {};       // from the base; none of the base itself
  Settings changes = {};                           // the settings that the base has otherwise
  std::vector<std::string> mixed = {};             // settings in which its own runs differ
  std::set<std::string> terms = {};                // that its loss is a sum of
  std::optional<std::int64_t> dropped_after = {};  // the epoch after which successive halving dropped it
};

struct RunComparison {
  std::string metric = {};
  Best best = Best::unknown;
  std::vector<ComparedVariant> variants = {};  // the base first, the others in the order of the runs
  std::vector<LeftOut> left_out = {};
  bool one_machine = true;  // the same processor and number of threads for all

  const ComparedVariant& base() const { return variants.front(); }
  bool has_pareto_line() const { return best != Best::unknown && variants.size() > 1; }
};

// Without `against` the base is the first variant "", or else the first of all. E731 where no run has the
// metric, E732 where none is done, E733 for an unknown `against`.
Result<RunComparison> compare_runs(const RunStore& store, const std::vector<RunSummary>& runs,
                                   const ComparisonRequest& request);

}  // namespace cae::cli

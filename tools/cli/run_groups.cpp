#include "tools/cli/run_groups.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cae::cli {
namespace {

bool has_value(const RunValues& values, std::int64_t run, const std::string& metric) {
  const auto numbers = values.find(run);
  return numbers != values.end() && numbers->second.contains(metric);
}

RunGroup& group_of(const RunSummary& run, std::vector<RunGroup>& groups) {
  const auto group = std::find_if(groups.begin(), groups.end(), [&](const RunGroup& candidate) {
    return candidate.experiment == run.experiment && candidate.variant == run.variant;
  });
  if (group != groups.end()) return *group;
  groups.push_back({run.experiment, run.variant, {}});
  return groups.back();
}

}  // namespace

std::vector<RunSummary> done_runs(const std::vector<RunSummary>& runs, std::vector<LeftOut>& left_out) {
  std::vector<RunSummary> done;
  std::set<std::int64_t> seen;
  for (const RunSummary& run : runs) {
    if (!seen.insert(run.id).second) continue;
    if (run.status == RunStatus::done) {
      done.push_back(run);
    } else {
      left_out.push_back({run.id, run.name, name_of(run.status)});
    }
  }
  return done;
}

std::vector<RunGroup> grouped(const std::vector<RunSummary>& runs, const RunValues& values,
                              const std::string& metric, std::vector<LeftOut>& left_out) {
  std::vector<RunSummary> with;
  for (const RunSummary& run : runs) {
    if (has_value(values, run.id, metric)) {
      with.push_back(run);
    } else {
      left_out.push_back({run.id, run.name, "it has no " + metric});
    }
  }
  std::vector<RunGroup> groups;
  for (const RunSummary& run : with) {
    std::int64_t& newest = group_of(run, groups).runs[run.seed];
    newest = std::max(newest, run.id);
  }
  for (const RunSummary& run : with) {
    const std::int64_t counted = group_of(run, groups).runs.at(run.seed);
    if (counted == run.id) continue;
    left_out.push_back(
        {run.id, run.name, "run " + std::to_string(counted) + " has the same seed and is newer"});
  }
  return groups;
}

}  // namespace cae::cli

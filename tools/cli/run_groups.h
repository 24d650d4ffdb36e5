// Runs sorted into groups of one variant each, with one run for each seed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "framework/store/run_record.h"
#include "tools/cli/run_values.h"

namespace cae::cli {

struct RunGroup {
  std::string experiment = {};
  std::string variant = {};
  std::map<std::uint64_t, std::int64_t> runs = {};  // by seed
};

// A run that does not count, and why.
struct LeftOut {
  std::int64_t run = 0;
  std::string name = {};
  std::string reason = {};
};

// Those that are done, each once; the others go to `left_out`.
std::vector<RunSummary> done_runs(const std::vector<RunSummary>& runs, std::vector<LeftOut>& left_out);

// The groups in the order of the runs. A run without the metric, and of several runs with the same
// seed all but the newest, go to `left_out`.
std::vector<RunGroup> grouped(const std::vector<RunSummary>& runs, const RunValues& values,
                              const std::string& metric, std::vector<LeftOut>& left_out);

}  // namespace cae::cli

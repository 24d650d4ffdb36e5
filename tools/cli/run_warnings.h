// What runs say of themselves without failing: shown once, however many runs of a call share it, and recorded
// for each run.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/store/run_store.h"
#include "tools/cli/progress_display.h"

namespace cae::cli {

class RunWarnings {
 public:
  // Forgets what the run before said.
  void begin_run() { records_.clear(); }
  void add(const Diagnostics& warnings, ProgressDisplay& display);
  const std::vector<WarningRecord>& records() const { return records_; }

 private:
  std::vector<WarningRecord> records_;
  std::set<std::string> shown_;
};

}  // namespace cae::cli

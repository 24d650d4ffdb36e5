// The process in which a plugin is tried.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin_kit/plugin_check.h"
#include "framework/plugin_kit/trial_board.h"

namespace cae {

// What the trials found, one JSON object a line, in a file that lives in memory: it is there also when they
// crashed.
class TrialRecords {
 public:
  TrialRecords();
  ~TrialRecords();
  TrialRecords(const TrialRecords&) = delete;
  TrialRecords& operator=(const TrialRecords&) = delete;

  // In the process of the trials; nothing can be done where it fails.
  void write(const std::string& line) const;
  std::vector<std::string> lines() const;

 private:
  int file_;
};

// How the process ended.
struct TrialEnd {
  bool well = false;       // all cases done, and the program ended by itself
  std::string fault = {};  // else: "crashed with SIGSEGV"
};

// Runs the cases from `first` on (0: loading) in a process of their own and waits for it. A call that takes
// too long ends it.
TrialEnd run_trials(const PluginCheckCall& call, std::size_t first, TrialBoard& board,
                    const TrialRecords& records);

}  // namespace cae

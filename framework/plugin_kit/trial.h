// The trials of one plugin, in a process of their own: each is a case that ends before the next begins.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/plugin_kit/guarded_plugin.h"
#include "framework/plugin_kit/trial_use.h"

namespace cae {

// What the cases work on.
struct Trial {
  Plugin plugin;                           // guarded
  Plugin bare;                             // as it was loaded
  std::vector<std::vector<Setting>> uses;  // the values with which it should work
  GuardedCalls& calls;
  // Something is wrong. The case goes on.
  std::function<void(CheckRow, const std::string& fault)> report;

  const std::vector<Setting>& settings() const { return uses[calls.board.chosen_use()]; }
};

struct TrialCase {
  CheckRow row;
  std::function<void(Trial&)> run;
};
// In the order in which they are run; the same list every time.
std::vector<TrialCase> trial_cases(const Plugin& plugin);

}  // namespace cae

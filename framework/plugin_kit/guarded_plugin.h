// A plugin whose every call is made with guarded memory, and is on the board while it runs.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "framework/plugin/plugin.h"
#include "framework/plugin_kit/guarded_memory.h"
#include "framework/plugin_kit/trial_board.h"

namespace cae {

// How the next calls are made, and what they left.
struct GuardedCalls {
  explicit GuardedCalls(TrialBoard& its_board) : board(its_board) {}

  TrialBoard& board;
  bool guarded = true;  // else with the host's own memory
  GuardedEnd end = GuardedEnd::behind;
  bool backwards = false;  // the indices of a parallel_for from the last to the first, on one thread

  // What a call did beside its answer: "left the rounding mode changed in augment".
  void note(std::string text);
  std::vector<std::string> take_notes();

 private:
  std::mutex mutex_;
  std::vector<std::string> notes_;
};

// One plugin a process, as its functions are given no context. `calls` must outlive all its instances.
Plugin guarded_plugin(const Plugin& plugin, GuardedCalls& calls);

}  // namespace cae

// Pictures and analyses of a run whose training is done: those that it lacks, all of them again, or new ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/plugin/plugin_setting.h"
#include "framework/run/run_config.h"
#include "framework/run/run_control.h"
#include "framework/run/run_listener.h"
#include "framework/store/run_store.h"

namespace cae {

struct AnalysisChoice {
  std::optional<PluginUse> added = {};  // a use that the run does not have, in place of those it has
  std::vector<std::string> only = {};   // names of analyses and pictures; empty for all
  bool again = false;                   // also what is done
  std::string weights = {};             // "last", "best", or "" for as it stands
};

struct FinishedRun {
  const StoredRun& stored;
  const RunConfig& config;  // stored_config(), with its model
};

struct ChoiceOutcome {
  std::size_t planned = 0;  // analyses and pictures of the run
  bool nothing_to_make = false;
  std::size_t failed = 0;
};

// Throws Failure where the choice or the run's data is wrong; nothing is changed then. What fails while it is
// made is reported to the listeners and recorded.
ChoiceOutcome analyse_finished_run(const FinishedRun& run, const AnalysisChoice& choice, RunStore& store,
                                   ThreadPool& pool, const RunListeners& listeners,
                                   const RunControl& control = {});

}  // namespace cae

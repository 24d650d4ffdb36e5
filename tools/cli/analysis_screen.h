// How the screen and the exit status follow what comes after training.
#pragma once

#include "framework/run/make_analyses.h"
#include "tools/cli/progress_display.h"

namespace cae::cli {

// Shows progress, reports what failed with the command that makes it, and stops at a signal. `display` must
// outlive it.
AnalysisObserver analysis_observer(ProgressDisplay& display, const StartedRun& run, const std::string& store);

// What a user types to make the analyses of a run that are not there.
std::string analyse_command(std::int64_t run, const std::string& store);

}  // namespace cae::cli

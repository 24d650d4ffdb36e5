// Leaving a run whose plugin goes on though a signal asked to stop.
#pragma once

#include <cstdint>
#include <string>

#include "tools/cli/progress_display.h"

namespace cae::cli {

// Says how the analyses that are left are made, and ends the program with the signal's status.
[[noreturn]] void leave_run(ProgressDisplay& display, std::int64_t run, const std::string& store);

}  // namespace cae::cli

// Leaves a run whose plugin does not stop after a signal.
#pragma once

#include <cstdint>
#include <string>

#include "tools/cli/progress_display.h"

namespace cae::cli {

// Prints how to make the remaining analyses, and ends the program with the signal's status.
[[noreturn]] void leave_run(ProgressDisplay& display, std::int64_t run, const std::string& store);

}  // namespace cae::cli

// Runs all that an experiment asks for, one run after the other, with everything recorded.
#pragma once

#include "tools/cli/run_arguments.h"

namespace cae::cli {

// The exit status: 0, 1 if a run failed, 2 for wrong input, 130 or 143 after a signal.
int run_experiment(const RunArguments& arguments);

}  // namespace cae::cli

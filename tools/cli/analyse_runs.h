// Makes pictures and analyses of runs that are trained.
#pragma once

#include "tools/cli/analyse_arguments.h"

namespace cae::cli {

// The exit status: 1 where one of them failed, 2 where the call or a run is wrong.
int analyse_runs(const AnalyseArguments& arguments);

}  // namespace cae::cli

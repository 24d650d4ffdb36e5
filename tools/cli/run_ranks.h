// `mpirun -n N cae-lab run`: one run on several ranks.
#pragma once

#include <functional>

#include "framework/mpi/launch.h"
#include "framework/run/leading_rank.h"
#include "tools/cli/run_arguments.h"

namespace cae::cli {

// What this process does as one of the launcher's ranks; gives its exit status. `lead` is what rank 0 does.
int run_ranks(const RunArguments& arguments, const Launch& launch,
              const std::function<int(const RunArguments& arguments, LeadingRank& ranks)>& lead);

}  // namespace cae::cli

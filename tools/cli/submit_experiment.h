// Gives the runs of an experiment to a queue, each to a task with a store of its own, and collects what they
// recorded.
#pragma once

#include "tools/cli/submit_arguments.h"

namespace cae::cli {

// Submits the runs that are neither done nor in the queue. The exit status.
int submit_experiment(const SubmitArguments& arguments);

// Merges what the tasks have recorded into the store of all, and says what is missing: then 1.
int collect_tasks(const SubmitArguments& arguments);

}  // namespace cae::cli

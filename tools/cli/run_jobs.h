// Several runs of an experiment side by side (--jobs), each in a process of its own: a run is as it is alone,
// and one that fails takes no other with it.
#pragma once

#include "tools/cli/run_arguments.h"

namespace cae::cli {

// Runs every run of the experiment, at most arguments.jobs at a time, which share the threads, and prints
// what they say line by line with the run's name before it (with --json as it is). The exit status: 0, the
// largest of the runs', or 130 or 143 after a signal, which is passed on.
int run_jobs(const RunArguments& arguments, const Experiment& experiment);

}  // namespace cae::cli

// `cae-lab run --dry-run`: what would run, without running it.
#pragma once

#include "framework/engine/thread_pool.h"
#include "tools/cli/run_arguments.h"

namespace cae::cli {

// Prints each run's model, parameters, steps and memory, and the time it would take, measured on a few steps
// with random images: as text, or for --json as one event "plan" a run and "plans" at the end. Returns the
// exit status.
int dry_run(const Experiment& experiment, const RunArguments& arguments, ThreadPool& pool);

}  // namespace cae::cli

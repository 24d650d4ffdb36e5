// The runs that one command is to make, as the store keeps them: so that --resume finds the remaining ones.
#pragma once

#include <cstdint>
#include <optional>

#include "dsl/experiment/experiment.h"
#include "framework/store/run_store.h"
#include "tools/cli/progress_display.h"
#include "tools/cli/run_arguments.h"

namespace cae::cli {

CallRecord call_record(const RunArguments& arguments, const Experiment& experiment);

// Tells the processes that this one starts of which call their runs are.
void pass_on_call(std::int64_t call);
// What the process that started this one passed on, where the store has such a call with this run; else none.
std::optional<std::int64_t> passed_on_call(const RunStore& store, const RunConfig& run);

// The same of the epoch after which they pause, 0 for none; a process that is told of one makes its own run
// alone.
void pass_on_pause(std::int64_t epoch);
std::optional<std::int64_t> passed_on_pause();

// The same of its place among the runs that are started.
void pass_on_place(const RunPlace& place);
std::optional<RunPlace> passed_on_place();

}  // namespace cae::cli

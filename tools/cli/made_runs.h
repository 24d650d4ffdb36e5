// What a command with several runs shows at its end: the runs that it has made, and those that are left.
#pragma once

#include "framework/run/left_runs.h"
#include "framework/store/run_store.h"
#include "tools/cli/progress_display.h"

namespace cae::cli {

// Those that the call has begun, in its order: a table, or for programs an event `runs`.
void show_made_runs(const RunStore& store, std::int64_t call, DisplayStyle style);

// Says how to go on with those that the call has not come to the end of, if there are any.
void note_left_runs(const RunStore& store, std::int64_t call, const RunFilter& filter,
                    ProgressDisplay& display);

// Whether any of them was stopped; its end has said how to go on.
bool has_stopped_runs(const RunStore& store, std::int64_t call);

}  // namespace cae::cli

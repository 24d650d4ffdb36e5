// What a command with several runs shows at its end: the runs that it has made.
#pragma once

#include "framework/store/run_store.h"
#include "tools/cli/progress_display.h"

namespace cae::cli {

// Those that the call has begun, in its order: a table, or for programs an event `runs`.
void show_made_runs(const RunStore& store, std::int64_t call, DisplayStyle style);

}  // namespace cae::cli

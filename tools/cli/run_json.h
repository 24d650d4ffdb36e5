// Runs of a store for other programs; docs/sql.md lists the fields.
#pragma once

#include "framework/store/run_store.h"
#include "tools/cli/json_text.h"

namespace cae::cli {

// A run of `runs --json`.
Json summary_json(const RunStore& store, const RunSummary& run);

// All that the store has of a run: `show --json`.
Result<Json> whole_run_json(const RunStore& store, const StoredRun& run);

}  // namespace cae::cli

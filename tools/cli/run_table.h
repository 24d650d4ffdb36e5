// Runs of a store as a table.
#pragma once

#include <vector>

#include "framework/store/run_store.h"
#include "tools/cli/text_table.h"

namespace cae::cli {

enum class RunTableOf {
  store,   // `cae-lab runs`: of any experiment, tags and notes among it
  command  // what one command made
};

// A column of validation losses, of tags or of notes is there where a run has one.
TextTable run_table(const RunStore& store, const std::vector<RunSummary>& runs, RunTableOf of);

}  // namespace cae::cli

// Runs of a store as the verbs name and show them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "framework/store/run_store.h"
#include "tools/cli/text_table.h"

namespace cae::cli {

// "running", "done", ...; a run that stands as running with no process behind it is "interrupted".
TableCell status_cell(const RunStore& store, const std::string& name, RunStatus status);

// The ids that the words name, in their order; every unknown word is reported.
Result<std::vector<std::int64_t>> find_runs(const RunStore& store, const std::vector<std::string>& words);

// "denoise", or "denoise/narrow" for a variant.
std::string title(const std::string& experiment, const std::string& variant);

// What a user types to go on with a run.
std::string resume_command(const StoredRun& run, const std::string& store_directory);

// The resolved settings as pairs of a dotted key and a value, in the order of the record; lists keep their
// index
// ("augment.0.sigma").
std::vector<std::pair<std::string, std::string>> flat_settings(const std::string& configuration);

}  // namespace cae::cli

// Runs of a store as the verbs name and show them.
#pragma once

#include <string>
#include <vector>

#include "framework/store/run_store.h"
#include "tools/cli/text_table.h"

namespace cae::cli {

// "running", "done", ...; a run that is recorded as running without a process is "interrupted".
TableCell status_cell(const RunStore& store, const std::string& name, RunStatus status);

// For verbs that change what a store has of its runs: one that is not there is not made. Throws what keeps it
// from being opened.
RunStore open_existing_store(const std::string& directory);

// The ids that the words name, in their order; every unknown word is reported.
Result<std::vector<std::int64_t>> find_runs(const RunStore& store, const std::vector<std::string>& words);

// "paper, best".
std::string tags_text(const std::vector<std::string>& tags);

// "denoise", or "denoise/narrow" for a variant.
std::string title(const std::string& experiment, const std::string& variant);

// The command that resumes a run.
std::string resume_command(std::int64_t run, const std::string& experiment,
                           const std::string& store_directory);
std::string resume_command(const StoredRun& run, const std::string& store_directory);

// The command that makes the missing analyses of a run.
std::string analyse_command(std::int64_t run, const std::string& store_directory);

}  // namespace cae::cli

// The runs of an experiment as tasks of a submission.
#pragma once

#include <vector>

#include "dsl/experiment/experiment.h"
#include "tools/cli/submission.h"
#include "tools/cli/submit_arguments.h"
#include "tools/cli/task_state.h"

namespace cae::cli {

struct SubmittedRun {
  RunConfig config = {};
  SubmittedTask task = {};
};

// What the arguments ask for, by the experiment as it is today. E770, and what `run` refuses.
Result<Experiment> submitted_experiment(const SubmitArguments& arguments);
std::vector<SubmittedRun> submitted_runs(const Experiment& experiment);

// The submission below the store, with these tasks among its own.
Result<Submission> submission_with(const SubmitArguments& arguments, const std::vector<SubmittedRun>& runs);

// Whether the run is done as it is asked for today; what its store has of it with other settings is an error.
Result<bool> is_done_as_asked(const SubmitArguments& arguments, const RunConfig& today,
                              const TaskReport& report);

// The path of this program: wherever a task runs, and whatever PATH is there.
std::string this_program();
// `cae-lab submit` with the same arguments.
std::vector<std::string> submit_words(const SubmitArguments& arguments);
// What the task of this run calls; `store` is its own.
std::vector<std::string> task_words(const SubmitArguments& arguments, const RunConfig& run,
                                    const std::string& store);

}  // namespace cae::cli

// Submitted tasks as a table.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/submission.h"
#include "tools/cli/task_state.h"

namespace cae::cli {

struct ListedTask {
  SubmittedTask task = {};
  TaskReport report = {};
};

// A line for each task that is not done, and how many are: "4 of 6 runs of denoise are done".
std::string task_table(const std::string& experiment, const std::vector<ListedTask>& tasks);

// The tasks of a submission, by their stores.
Result<std::vector<ListedTask>> listed_tasks(const Submission& submission);

// Of every experiment that was submitted with this store and is not done, by the stores of the tasks and,
// where there is one, Slurm's queue; "" for none.
Result<std::string> unfinished_tasks(const std::string& store);

}  // namespace cae::cli

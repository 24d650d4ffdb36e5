// Slurm's queue, by its own programs squeue and sbatch.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae::cli {

// A job, or a task of an array, that waits or runs.
struct QueuedJob {
  std::string id = {};  // "123", "123_4"
  bool runs = false;
  std::string state = {};   // "PENDING"
  std::string reason = {};  // why it waits: "Priority"
};

// Those of this user. E771 where there is no squeue, E772.
Result<std::vector<QueuedJob>> queued_jobs();

// What squeue prints for queued_jobs, as values.
std::vector<QueuedJob> parsed_queue(const std::string& text);

// Gives a script to the queue; the number of its job. `after`: a job that must have ended before, in any way;
// or "". E771 to E773.
Result<std::string> submit_script(const std::string& file, const std::string& after);

}  // namespace cae::cli

// How far a submitted task is: by the store that it writes, and by the queue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/store/run_store.h"
#include "tools/cli/slurm_queue.h"
#include "tools/cli/submission.h"

namespace cae::cli {

// missing: neither begun nor in the queue. stopped: by a signal, a kill or a lost node, and not in the queue.
enum class TaskState { missing, pending, running, done, failed, stopped };
const char* name_of(TaskState state);

struct TaskReport {
  TaskState state = TaskState::missing;
  std::string job = {};               // in the queue: "123_4"
  std::string said = {};              // why it waits, or why it failed
  std::optional<StoredRun> run = {};  // what its store has of it
  std::int64_t epochs = 0;            // recorded
};

// By the task's store alone. E70x where it is there and cannot be read.
Result<TaskReport> report_of(const Submission& submission, const SubmittedTask& task);

// The same, with what the queue knows of the task.
TaskReport with_queue(TaskReport report, const Submission& submission, const SubmittedTask& task,
                      const std::vector<QueuedJob>& queue);

}  // namespace cae::cli

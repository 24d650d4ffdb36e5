#include "tools/cli/task_state.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "framework/store/database_path.h"
#include "tools/cli/newest_run.h"

namespace cae::cli {
namespace {

// The task of an array that waits or runs for this task of the submission; nullptr for none.
const QueuedJob* queued(const Submission& submission, const SubmittedTask& task,
                        const std::vector<QueuedJob>& queue) {
  for (const SubmittedJob& job : submission.jobs) {
    const auto place = std::find(job.tasks.begin(), job.tasks.end(), task.name);
    if (place == job.tasks.end()) continue;
    const std::string id = job.array + "_" + std::to_string(place - job.tasks.begin() + 1);
    const auto found =
        std::find_if(queue.begin(), queue.end(), [&](const QueuedJob& one) { return one.id == id; });
    if (found != queue.end()) return &*found;
  }
  return nullptr;
}

// The newest run that the task's store has of it.
Status read_store(const std::string& directory, const Submission& submission, const SubmittedTask& task,
                  TaskReport& report) {
  std::error_code error;
  if (!std::filesystem::exists(store::database_of(directory), error)) return Done{};
  const Result<RunStore> store = RunStore::open(directory, StoreAccess::read);
  // A task that begins just now has a file without tables.
  if (!store && store.diagnostics().front().code == "E701") return Done{};
  if (!store) return store.diagnostics();
  const Result<std::vector<RunSummary>> runs = store->runs();
  if (!runs) return runs.diagnostics();
  const RunSummary* newest = newest_run(*runs, submission.experiment, task.variant, task.seed);
  if (newest == nullptr) return Done{};
  Result<StoredRun> run = store->run(newest->id);
  if (!run) return run.diagnostics();
  if (run->status == RunStatus::running && !store->is_alive(run->name)) run->status = RunStatus::interrupted;
  report.run = std::move(*run);
  report.epochs = newest->epochs;
  return Done{};
}

TaskState state_of(RunStatus status) {
  switch (status) {
    case RunStatus::running:
      return TaskState::running;
    case RunStatus::done:
      return TaskState::done;
    case RunStatus::failed:
      return TaskState::failed;
    case RunStatus::stopped:
    case RunStatus::interrupted:
      break;
  }
  return TaskState::stopped;
}

}  // namespace

const char* name_of(TaskState state) {
  constexpr std::array<const char*, 6> names = {"missing", "pending", "running", "done", "failed", "stopped"};
  return names[static_cast<std::size_t>(state)];
}

Result<TaskReport> report_of(const Submission& submission, const SubmittedTask& task) {
  TaskReport report;
  if (const Status read = read_store(submission.store_of(task), submission, task, report); !read)
    return read.diagnostics();
  if (report.run) report.state = state_of(report.run->status);
  if (report.state == TaskState::failed) report.said = report.run->error;
  return report;
}

TaskReport with_queue(TaskReport report, const Submission& submission, const SubmittedTask& task,
                      const std::vector<QueuedJob>& queue) {
  const QueuedJob* job = queued(submission, task, queue);
  if (job == nullptr || report.state == TaskState::done) return report;
  report.job = job->id;
  // A lock of another host may not be seen here; a task that went back to the queue waits.
  if (report.state != TaskState::running) report.state = job->runs ? TaskState::running : TaskState::pending;
  if (report.state == TaskState::pending) report.said = job->reason;
  return report;
}

}  // namespace cae::cli

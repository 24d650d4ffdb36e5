#include "tools/cli/task_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "framework/base/utf8.h"
#include "tools/cli/text_table.h"

namespace cae::cli {
namespace {

TableCell state_cell(TaskState state) {
  switch (state) {
    case TaskState::running:
      return {name_of(state), TextColour::blue};
    case TaskState::done:
      return {name_of(state), TextColour::green};
    case TaskState::failed:
      return {name_of(state), TextColour::red};
    default:
      return {name_of(state), TextColour::yellow};
  }
}

std::string epochs_text(const TaskReport& report) {
  return report.run ? std::to_string(report.epochs) + "/" + std::to_string(report.run->epochs_planned) : "-";
}

bool is_done(const ListedTask& listed) {
  return listed.report.state == TaskState::done;
}

// Without Slurm there is no queue, and what it knew is not known.
std::vector<QueuedJob> queue_if_any() {
  const Result<std::vector<QueuedJob>> queue = queued_jobs();
  return queue ? *queue : std::vector<QueuedJob>();
}

}  // namespace

std::string task_table(const std::string& experiment, const std::vector<ListedTask>& tasks) {
  TextTable table(
      {{"variant"}, {"seed", Align::right}, {"status"}, {"epochs", Align::right}, {"job"}, {"why"}});
  for (const ListedTask& listed : tasks) {
    if (is_done(listed)) continue;
    const TaskReport& report = listed.report;
    table.add({{listed.task.variant},
               {std::to_string(listed.task.seed)},
               state_cell(report.state),
               {epochs_text(report)},
               {report.job.empty() ? "-" : report.job},
               {report.said}});
  }
  const auto done = std::count_if(tasks.begin(), tasks.end(), is_done);
  const std::string count = std::to_string(done) + " of " + std::to_string(tasks.size()) + " runs of " +
                            visible(experiment) + " are done";
  return done == static_cast<std::ptrdiff_t>(tasks.size()) ? count + "\n"
                                                           : count + "; the others:\n" + table.text();
}

Result<std::vector<ListedTask>> listed_tasks(const Submission& submission) {
  std::vector<ListedTask> listed;
  for (const SubmittedTask& task : submission.tasks) {
    Result<TaskReport> report = report_of(submission, task);
    if (!report) return report.diagnostics();
    listed.push_back({task, std::move(*report)});
  }
  return listed;
}

Result<std::string> unfinished_tasks(const std::string& store) {
  const Result<std::vector<Submission>> submissions = all_submissions(store);
  if (!submissions) return submissions.diagnostics();
  std::optional<std::vector<QueuedJob>> queue;  // asked for where something is not done
  std::string text;
  for (const Submission& submission : *submissions) {
    Result<std::vector<ListedTask>> tasks = listed_tasks(submission);
    if (!tasks) return tasks.diagnostics();
    if (std::all_of(tasks->begin(), tasks->end(), is_done)) continue;
    if (!queue) queue = queue_if_any();
    for (ListedTask& listed : *tasks)
      listed.report = with_queue(std::move(listed.report), submission, listed.task, *queue);
    text += "\n" + task_table(submission.experiment, *tasks);
  }
  return text;
}

}  // namespace cae::cli

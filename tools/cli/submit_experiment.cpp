#include "tools/cli/submit_experiment.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "framework/base/catalogue/submit.h"
#include "framework/base/count_text.h"
#include "framework/base/files.h"
#include "framework/base/shell_word.h"
#include "framework/base/utf8.h"
#include "framework/store/database_path.h"
#include "framework/store/merge_stores.h"
#include "framework/store/network_folder.h"
#include "tools/cli/batch_script.h"
#include "tools/cli/merge_text.h"
#include "tools/cli/report.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/submitted_runs.h"
#include "tools/cli/task_table.h"

namespace cae::cli {
namespace {

namespace fs = std::filesystem;

Result<std::vector<QueuedJob>> queue_of(const SubmitArguments& arguments) {
  if (arguments.with == QueueKind::slurm && !arguments.dry_run) return queued_jobs();
  return std::vector<QueuedJob>();
}

// What is neither done nor in the queue; and what is said of the rest.
struct Remaining {
  std::vector<SubmittedRun> runs = {};
  std::int64_t done = 0;
  std::int64_t queued = 0;
};

Result<Remaining> remaining_runs(const SubmitArguments& arguments, const Submission& submission,
                                 const std::vector<SubmittedRun>& runs) {
  const Result<std::vector<QueuedJob>> queue = queue_of(arguments);
  if (!queue) return queue.diagnostics();
  Remaining remaining;
  Diagnostics problems;
  for (const SubmittedRun& run : runs) {
    const Result<TaskReport> recorded = report_of(submission, run.task);
    if (!recorded) return recorded.diagnostics();
    const TaskReport report = with_queue(*recorded, submission, run.task, *queue);
    const Result<bool> done = is_done_as_asked(arguments, run.config, report);
    if (!done) {
      problems.insert(problems.end(), done.diagnostics().begin(), done.diagnostics().end());
    } else if (*done) {
      ++remaining.done;
    } else if (report.state == TaskState::pending || report.state == TaskState::running) {
      ++remaining.queued;
    } else {
      remaining.runs.push_back(run);
    }
  }
  if (!problems.empty()) return problems;
  return remaining;
}

BatchJob batch_job(const SubmitArguments& arguments, const Submission& submission,
                   const std::vector<SubmittedRun>& runs) {
  BatchJob job{.name = submission.experiment,
               .folder = fs::current_path().string(),
               .logs = submission.folder + "/logs",
               .collect = submit_words(arguments),
               .partition = arguments.partition,
               .time = arguments.time,
               .cpus = arguments.cpus,
               .ranks = arguments.ranks.value_or(1),
               .max_running = arguments.max_running};
  job.collect.front() = this_program();
  job.collect.emplace_back("--collect");
  for (const SubmittedRun& run : runs) {
    job.tasks.push_back({run.task.name, task_words(arguments, run.config, submission.store_of(run.task))});
  }
  return job;
}

struct Script {
  std::string file = {};
  std::string text = {};
};

std::vector<Script> scripts_of(const SubmitArguments& arguments, const Submission& submission,
                               const BatchJob& job) {
  if (arguments.with == QueueKind::parallel)
    return {{submission.folder + "/parallel.sh", parallel_script(job)}};
  return {{submission.folder + "/array.sh", slurm_array(job)},
          {submission.folder + "/merge.sh", slurm_collect(job)}};
}

void write_scripts(const BatchJob& job, const std::vector<Script>& scripts) {
  fs::create_directories(job.logs);
  for (const Script& script : scripts) std::move(write_file_atomically(script.file, script.text)).take();
}

std::string counted_runs(std::int64_t count) {
  return counted(count, "run");
}

void print_remaining(const Remaining& remaining) {
  if (remaining.done > 0) print(counted_runs(remaining.done) + " done already\n");
  if (remaining.queued > 0) print(counted_runs(remaining.queued) + " in the queue or running\n");
}

int submit_to_slurm(const SubmitArguments& arguments, Submission submission, const Remaining& remaining,
                    const std::vector<Script>& scripts) {
  SubmittedJob job;
  for (const SubmittedRun& run : remaining.runs) job.tasks.push_back(run.task.name);
  job.array = submit_script(scripts.front().file, "").take();
  submission.jobs.push_back(job);
  // Before anything else can go wrong: the array is known from now on.
  std::move(write_submission(submission)).take();
  submission.jobs.back().merge = submit_script(scripts.back().file, job.array).take();
  std::move(write_submission(submission)).take();
  print(counted_runs(static_cast<std::int64_t>(remaining.runs.size())) + " submitted as the array " +
        job.array + "; job " + submission.jobs.back().merge + " then merges them into " +
        visible(arguments.run.store) + "\n");
  print("cae-lab runs --store " + visible(shell_word(arguments.run.store)) +
        " shows how far they are; their output is in " + visible(submission.folder) + "/logs\n");
  return 0;
}

// The script takes this program's place: its signals and its exit status are those of this call.
int run_by_parallel(const Submission& submission, const std::string& script) {
  std::move(write_submission(submission)).take();
  flush_output();
  ::execlp("bash", "bash", script.c_str(), nullptr);
  return report({catalogue::no_queue("bash")});
}

int submit(const SubmitArguments& arguments, const Submission& submission, const Remaining& remaining) {
  const BatchJob job = batch_job(arguments, submission, remaining.runs);
  if (arguments.with == QueueKind::slurm) std::move(check_for_slurm(job)).take();
  const std::vector<Script> scripts = scripts_of(arguments, submission, job);
  if (arguments.dry_run) {
    for (const Script& script : scripts) print(script.text + (&script == &scripts.back() ? "" : "\n"));
    return 0;
  }
  print_remaining(remaining);
  if (remaining.runs.empty()) {
    print("nothing is missing\n");
    return 0;
  }
  // Made now, so that whatever keeps it from being made is said here.
  std::move(RunStore::open(arguments.run.store, StoreAccess::write, arguments.run.journal)).take();
  write_scripts(job, scripts);
  if (arguments.with == QueueKind::parallel) return run_by_parallel(submission, scripts.front().file);
  return submit_to_slurm(arguments, submission, remaining, scripts);
}

// Those that have recorded anything.
std::vector<std::string> task_stores(const Submission& submission) {
  std::vector<std::string> stores;
  for (const SubmittedTask& task : submission.tasks) {
    std::error_code error;
    if (fs::exists(store::database_of(submission.store_of(task)), error))
      stores.push_back(submission.store_of(task));
  }
  return stores;
}

}  // namespace

int submit_experiment(const SubmitArguments& arguments) {
  if (const Status usable = store::check_folder(arguments.run.store, arguments.run.journal); !usable)
    return report(usable.diagnostics());
  const Experiment experiment = submitted_experiment(arguments).take();
  const std::vector<SubmittedRun> runs = submitted_runs(experiment);
  const Submission submission = submission_with(arguments, runs).take();
  return submit(arguments, submission, remaining_runs(arguments, submission, runs).take());
}

int collect_tasks(const SubmitArguments& arguments) {
  const Experiment experiment = submitted_experiment(arguments).take();
  const std::vector<SubmittedRun> runs = submitted_runs(experiment);
  Submission submission = submission_with(arguments, runs).take();
  Diagnostics problems;
  const Status merged = merge_stores(
      task_stores(submission), arguments.run.store, arguments.run.journal, [&](const TakenStore& store) {
        print(merged_text(store));
        flush_output();
        problems.insert(problems.end(), store.clashes.begin(), store.clashes.end());
      });
  if (!merged) return report(merged.diagnostics());
  // Of what the call asks for.
  submission.tasks.clear();
  for (const SubmittedRun& run : runs) submission.tasks.push_back(run.task);
  const std::vector<ListedTask> tasks = listed_tasks(submission).take();
  print(task_table(submission.experiment, tasks));
  const auto missing = std::count_if(tasks.begin(), tasks.end(), [](const ListedTask& listed) {
    return listed.report.state != TaskState::done;
  });
  if (missing > 0)
    problems.push_back(catalogue::tasks_missing(counted(missing, "run") + (missing == 1 ? " is" : " are"),
                                                shell_command(submit_words(arguments))));
  return problems.empty() ? 0 : report(problems);
}

}  // namespace cae::cli

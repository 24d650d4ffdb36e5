#include "tools/cli/submitted_runs.h"

#include <algorithm>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/submit.h"
#include "framework/base/program_path.h"
#include "framework/run/resolved_json.h"
#include "framework/run/resume_difference.h"
#include "tools/cli/choose_runs.h"
#include "tools/cli/newest_run.h"
#include "tools/cli/run_options.h"

namespace cae::cli {
namespace {

void append(std::vector<std::string>& words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
}

std::vector<std::string> journal_words(const SubmitArguments& arguments) {
  if (arguments.run.journal == Journal::usual) return {};
  return {"--journal", word_of(arguments.run.journal)};
}

}  // namespace

Result<Experiment> submitted_experiment(const SubmitArguments& arguments) {
  const RunArguments& run = arguments.run;
  if (run.experiment.ends_with(".cae")) return catalogue::run_of_a_model(run.experiment);
  Result<Experiment> experiment = load_experiment(run.experiment, overrides_of(run));
  if (!experiment) return experiment;
  if (const Status chosen = choose_runs(run.variant, run.seed, *experiment); !chosen)
    return chosen.diagnostics();
  if (experiment->halving) return catalogue::missing_of_halving(run.experiment);
  return experiment;
}

std::string this_program() {
  const std::string program = program_path();
  return program.empty() ? "cae-lab" : program;
}

std::vector<SubmittedRun> submitted_runs(const Experiment& experiment) {
  std::vector<SubmittedRun> runs;
  for (const RunConfig& config : experiment.runs) {
    runs.push_back({config,
                    {.name = task_name(config.variant, config.train.seed),
                     .variant = config.variant,
                     .seed = config.train.seed}});
  }
  return runs;
}

Result<Submission> submission_with(const SubmitArguments& arguments, const std::vector<SubmittedRun>& runs) {
  const std::string& experiment = runs.front().config.experiment;
  Result<Submission> submission = read_submission(submission_folder(arguments.run.store, experiment));
  if (!submission) return submission;
  submission->experiment = experiment;
  for (const SubmittedRun& run : runs) {
    const bool known = std::any_of(submission->tasks.begin(), submission->tasks.end(),
                                   [&](const SubmittedTask& task) { return task.name == run.task.name; });
    if (!known) submission->tasks.push_back(run.task);
  }
  return submission;
}

Result<bool> is_done_as_asked(const SubmitArguments& arguments, const RunConfig& today,
                              const TaskReport& report) {
  if (!report.run) return false;
  const std::string settings = recorded_settings(today, options_json(arguments.run));
  if (const auto difference = resume_difference(*report.run, today, settings, CAE_VERSION))
    return *difference;
  return !is_to_be_trained(*report.run, report.epochs, today.train, gives_epochs(arguments.run));
}

std::vector<std::string> submit_words(const SubmitArguments& arguments) {
  const RunArguments& run = arguments.run;
  std::vector<std::string> words{"cae-lab", "submit", run.experiment};
  append(words, option_words(run));
  append(words, {"--store", run.store});
  if (run.variant) append(words, {"--variant", *run.variant});
  if (run.seed) append(words, {"--seed", std::to_string(*run.seed)});
  if (arguments.with != QueueKind::slurm) append(words, {"--with", word_of(arguments.with)});
  if (arguments.partition) append(words, {"--partition", *arguments.partition});
  if (arguments.time) append(words, {"--time", *arguments.time});
  if (arguments.cpus != 1) append(words, {"--cpus", std::to_string(arguments.cpus)});
  if (arguments.max_running) append(words, {"--max-running", std::to_string(*arguments.max_running)});
  if (arguments.ranks) append(words, {"--ranks", std::to_string(*arguments.ranks)});
  append(words, journal_words(arguments));
  return words;
}

std::vector<std::string> task_words(const SubmitArguments& arguments, const RunConfig& run,
                                    const std::string& store) {
  RunArguments task = arguments.run;
  task.store = store;
  std::vector<std::string> words = command_words(task, run);
  words.front() = this_program();
  append(words, {"--missing", "--threads", std::to_string(arguments.cpus)});
  append(words, journal_words(arguments));
  return words;
}

}  // namespace cae::cli

// cae-lab submit EXP.yaml: the runs of an experiment as tasks of Slurm, or of GNU parallel.
#include <algorithm>
#include <memory>
#include <set>

#include "tools/cli/submit_experiment.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// The options of `run` that say what is run and where it is recorded.
std::vector<Option> run_options(RunArguments& run) {
  const std::set<std::string> taken{"experiment", "--epochs", "--limit", "--limit-test", "--set",
                                    "--variant",  "--seed",   "--store", "--journal",    "--disable-pass"};
  std::vector<Option> options = options_for(run);
  std::erase_if(options, [&](const Option& option) { return taken.count(option.names) == 0; });
  return options;
}

// What can stand in a line of a script.
ValueCheck one_word() {
  return {"one word", [](const std::string& text) {
            return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char letter) {
              return letter > ' ' && letter != 127;
            });
          }};
}

}  // namespace

Verb submit_verb() {
  const auto arguments = std::make_shared<SubmitArguments>();
  Verb verb{
      .name = "submit",
      .help = "Give the runs of an experiment to Slurm, or to GNU parallel",
      .options = run_options(arguments->run),
      .run =
          [arguments] {
            return arguments->collect ? collect_tasks(*arguments) : submit_experiment(*arguments);
          },
      .footer =
          "Each variant and seed is a task with a store of its own below DIR/submitted; a last job merges\n"
          "them into DIR. The same call again submits what is missing; docs/scale.md has an example."};
  const std::vector<Option> others = {
      word_option("--with", "what runs the tasks", arguments->with),
      {.names = "--partition",
       .help = "the partition that tasks are queued in",
       .target = &arguments->partition,
       .value = "P",
       .check = one_word()},
      {.names = "--time",
       .help = "the most time a task may take, as Slurm writes it (2:00:00); what is stopped then goes on "
               "when it is "
               "submitted again",
       .target = &arguments->time,
       .value = "T",
       .check = one_word()},
      {.names = "--cpus",
       .help = "processors, and threads, of a task",
       .target = &arguments->cpus,
       .value = "N",
       .check = whole_number(1, 1024),
       .shows_default = true},
      {.names = "--max-running",
       .help = "the most tasks at the same time",
       .target = &arguments->max_running,
       .value = "K",
       .check = whole_number(1, 100000)},
      {.names = "--ranks",
       .help = "processes of a task, started by mpirun; each has --cpus processors",
       .target = &arguments->ranks,
       .value = "N",
       .check = whole_number(1, 4096)},
      {.names = "--dry-run",
       .help = "print the scripts, and neither write nor submit them",
       .target = &arguments->dry_run},
      {.names = "--collect",
       .help = "merge what the tasks have recorded so far, and say what is missing; the last job does so",
       .target = &arguments->collect,
       .excludes = {"--dry-run"}}};
  verb.options.insert(verb.options.end(), others.begin(), others.end());
  return verb;
}

}  // namespace cae::cli

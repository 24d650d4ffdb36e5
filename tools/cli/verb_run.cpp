// cae-lab run EXP.yaml: trains what the experiment asks for and records it.
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/shell_word.h"
#include "tools/cli/run_experiment.h"
#include "tools/cli/run_text.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// The command as typed, for the record.
std::string command_line() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return shell_command(words);
}

}  // namespace

Verb run_verb() {
  const auto arguments = std::make_shared<RunArguments>();
  RunArguments& to = *arguments;
  return {.name = "run",
          .help = "Run an experiment and record it",
          .options = {{.names = "experiment",
                       .help = "the experiment's file",
                       .target = &to.experiment,
                       .value = "EXP.yaml",
                       .required = true},
                      {.names = "--epochs",
                       .help = "train for so many epochs",
                       .target = &to.overrides.epochs,
                       .value = "N",
                       .check = whole_number(1, 1000000)},
                      {.names = "--limit",
                       .help = "use the first N training images",
                       .target = &to.overrides.limit,
                       .value = "N",
                       .check = whole_number(0, 1000000000)},
                      {.names = "--limit-test",
                       .help = "use the first N test images",
                       .target = &to.overrides.limit_test,
                       .value = "N",
                       .check = whole_number(0, 1000000000)},
                      {.names = "--set",
                       .help = "a model parameter (width=56) or a key (train.seed=2)",
                       .target = &to.overrides.set,
                       .value = "KEY=VALUE"},
                      threads_option(to.threads, "threads to compute with; the bits do not depend on it"),
                      {.names = "--variant",
                       .help = "only the runs of this variant ('' is the file as it stands)",
                       .target = &to.variant,
                       .value = "NAME"},
                      {.names = "--seed",
                       .help = "only the runs of this seed",
                       .target = &to.seed,
                       .value = "N",
                       .check = seed_number()},
                      {.names = "--jobs",
                       .help = "runs side by side, which share the threads",
                       .target = &to.jobs,
                       .value = "N",
                       .check = whole_number(1, 1024)},
                      store_option(to.store),
                      {.names = "--resume",
                       .help = "go on with a run, and with what its command had not come to",
                       .target = &to.resume,
                       .value = "RUN",
                       .excludes = {"--jobs"}},
                      disabled_passes_option(to.disabled_passes),
                      {.names = "--profile",
                       .help = "show where the time of a step goes, after each run",
                       .target = &to.profile,
                       .excludes = {"--jobs"}},
                      {.names = "--trace",
                       .help = "write steps 2 to 21 of the first run as a Chrome trace",
                       .target = &to.trace,
                       .value = "F.json",
                       .excludes = {"--jobs"}},
                      {.names = "--dry-run", .help = "only show what would run", .target = &to.dry_run},
                      quiet_option(to.quiet),
                      json_option(to.json)},
          .run = [arguments] {
            arguments->command = command_line();
            return run_experiment(*arguments);
          }};
}

}  // namespace cae::cli

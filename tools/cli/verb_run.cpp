// cae-lab run EXP.yaml: trains what the experiment asks for and records it.
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/shell_word.h"
#include "tools/cli/option_values.h"
#include "tools/cli/run_experiment.h"
#include "tools/cli/run_text.h"
#include "tools/cli/store_argument.h"

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

void add_run(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("run", "Run an experiment and record it");
  auto arguments = std::make_shared<RunArguments>();
  verb->add_option("experiment", arguments->experiment, "the experiment's file")
      ->required()
      ->type_name("EXP.yaml");
  verb->add_option("--epochs", arguments->overrides.epochs, "train for so many epochs")
      ->check(whole_number(1, 1000000))
      ->type_name("N");
  verb->add_option("--limit", arguments->overrides.limit, "use the first N training images")
      ->check(whole_number(0, 1000000000))
      ->type_name("N");
  verb->add_option("--limit-test", arguments->overrides.limit_test, "use the first N test images")
      ->check(whole_number(0, 1000000000))
      ->type_name("N");
  verb->add_option("--set", arguments->overrides.set, "a model parameter (width=56) or a key (train.seed=2)")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->take_all();
  verb->add_option("--threads", arguments->threads, "threads to compute with; the bits do not depend on it")
      ->check(whole_number(1, 1024))
      ->type_name("N");
  verb->add_option("--variant", arguments->variant,
                   "only the runs of this variant ('' is the file as it stands)")
      ->type_name("NAME");
  verb->add_option("--seed", arguments->seed, "only the runs of this seed")
      ->check(seed_number())
      ->type_name("N");
  CLI::Option* jobs =
      verb->add_option("--jobs", arguments->jobs, "runs side by side, which share the threads")
          ->check(whole_number(1, 1024))
          ->type_name("N");
  add_store_option(*verb, arguments->store);
  verb->add_option("--resume", arguments->resume,
                   "go on with a run, and with what its command had not come to")
      ->type_name("RUN")
      ->excludes(jobs);
  verb->add_option("--disable-pass", arguments->disabled_passes, "leave an optimisation out")
      ->type_name("PASS")
      ->expected(1)
      ->take_all();
  verb->add_flag("--profile", arguments->profile, "show where the time of a step goes, after each run")
      ->excludes(jobs);
  verb->add_option("--trace", arguments->trace, "write steps 2 to 21 of the first run as a Chrome trace")
      ->type_name("F.json")
      ->excludes(jobs);
  verb->add_flag("--dry-run", arguments->dry_run, "only show what would run");
  verb->add_flag("--quiet", arguments->quiet, "print errors alone");
  verb->add_flag("--json", arguments->json, "print one JSON object a line");
  verb->callback([arguments, &status] {
    arguments->command = command_line();
    status = run_experiment(*arguments);
  });
}

}  // namespace cae::cli

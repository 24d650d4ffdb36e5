// cae-lab: the command line. Every failure ends here as a diagnostic and an exit status.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "framework/base/catalogue/call.h"
#include "framework/base/crash_handler.h"
#include "framework/base/current_failure.h"
#include "framework/plugin/program_end.h"
#include "framework/run/record_end.h"
#include "tools/cli/command_line.h"
#include "tools/cli/option_names.h"
#include "tools/cli/process_setup.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {

std::vector<Verb> all_verbs();  // made by the build from the files verb_*.cpp

namespace {

// The words of the call, the program's name not among them; `help run` means `run --help`.
std::vector<std::string> words_of(int argc, char** argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (words.empty() || words.front() != "help") return words;
  words.erase(words.begin());
  words.emplace_back("--help");
  return words;
}

int run(const std::vector<std::string>& words) {
  Verb program{.name = "cae-lab",
               .help = "Train convolutional autoencoders on the CPU and record every run.",
               .verbs = all_verbs(),
               .footer =
                   "For example: cae-lab run experiments/first.yaml, then cae-lab show last.\n"
                   "cae-lab COMMAND --help describes a command; README.md has a tour."};
  if (!words.empty() && !words.front().starts_with('-')) {
    const std::vector<std::string> names = verb_names(program);
    if (std::find(names.begin(), names.end(), words.front()) == names.end())
      return report({catalogue::unknown_verb(words.front(), names)});
  }
  return run_command_line(std::move(program), words);
}

}  // namespace
}  // namespace cae::cli

int main(int argc, char** argv) {
  try {
    cae::cli::set_up_process();
    cae::install_crash_handler();
    cae::watch_program_end();
    if (cae::is_record_of_end(argc, argv)) return cae::record_end(argv);
    return cae::cli::finished_output(cae::cli::run(cae::cli::words_of(argc, argv)));
  } catch (...) {
    return cae::cli::report(cae::current_failure());
  }
}

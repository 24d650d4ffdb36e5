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
  return {.name = "run",
          .help = "Run an experiment and record it",
          .options = options_for(*arguments),
          .run = [arguments] {
            arguments->command = command_line();
            return run_experiment(*arguments);
          }};
}

}  // namespace cae::cli

// The options of `cae-lab run` that change a run: as the record keeps them, and as a command that makes a run
// again.
#pragma once

#include <string>
#include <vector>

#include "framework/run/run_config.h"
#include "tools/cli/run_arguments.h"

namespace cae::cli {

// Whether --epochs or --set says for how many epochs to train.
bool gives_epochs(const RunArguments& arguments);

// A JSON object of those that were given.
std::string options_json(const RunArguments& arguments);
// The arguments with recorded options below them: what was given wins, values of --set come after the
// recorded ones.
RunArguments with_options(RunArguments arguments, const std::string& options);

// The options, but for what chooses runs and where they are recorded: "--epochs", "3", ...
std::vector<std::string> option_words(const RunArguments& arguments);

// The words of a command that makes this run and no other.
std::vector<std::string> command_words(const RunArguments& arguments, const RunConfig& run);

}  // namespace cae::cli

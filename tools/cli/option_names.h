// How an option or an argument is called, in help texts and in messages.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/verb.h"

namespace cae::cli {

// "--epochs"; "-o" where there is a short name; an argument as what it stands for: "EXP.yaml".
std::string name_of(const CLI::Option& option);

// What stands for its value: "N", "EXP.yaml"; "" for a flag.
std::string value_name(const CLI::Option& option);

// What it takes, in words: "a whole number from 1 to 1024".
std::string wanted_value(const CLI::Option& option);

// The commands that stand below an app.
std::vector<std::string> verb_names(const CLI::App& app);

// The call with all it takes: "cae-lab run EXP.yaml [OPTION...]". `call` is "cae-lab run".
std::string usage_of(const CLI::App& verb, const std::string& call);

}  // namespace cae::cli

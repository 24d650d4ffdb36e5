// The names of options and arguments in help texts and messages.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/verb.h"

namespace cae::cli {

// "--epochs"; "-o" where there is a short name; an argument as what it stands for: "EXP.yaml".
std::string name_of(const Option& option);

// Without dashes: "output" of "-o,--output"; "" where it has no long name.
std::string long_name(const Option& option);

// Whether the word, with its dashes, is a name of the option.
bool is_named(const Option& option, const std::string& word);

// What stands for its value: "N", "EXP.yaml"; "" for a flag.
std::string value_name(const Option& option);

// What it takes, in words: "a whole number from 1 to 1024".
std::string wanted_value(const Option& option);

// Whether it takes that value.
bool takes_value(const Option& option, const std::string& text);

std::vector<std::string> verb_names(const Verb& verb);

// The call with all it takes: "cae-lab run EXP.yaml [OPTION...]". `call` is "cae-lab run".
std::string usage_of(const Verb& verb, const std::string& call);

}  // namespace cae::cli

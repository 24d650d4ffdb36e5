// Reads a call. The one file behind it is the only one that includes CLI11, which takes seconds to compile.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/verb.h"

namespace cae::cli {

// Reads the words, the program's name not among them, as a call of one of the program's verbs, and does it;
// or shows a help text, the version, or what is wrong with the call. The exit status.
int run_command_line(Verb program, const std::vector<std::string>& words);

}  // namespace cae::cli

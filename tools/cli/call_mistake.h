// What is wrong with a call that CLI11 could not take, in cae-lab's words.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "tools/cli/verb.h"

namespace cae::cli {

// `app` has just thrown `error` at these words, the program's name not among them. Says which option or
// argument it is, what was found and what is wanted. E901, E920 to E929; E902 for what none of them says.
Diagnostic call_mistake(CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words);

}  // namespace cae::cli

// What is wrong with a call that could not be read, in cae-lab's words.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "tools/cli/verb.h"

namespace cae::cli {

// What became of an option or an argument.
struct GivenOption {
  const Option* option = nullptr;
  std::vector<std::string> values = {};  // as given
  enum class Fault { none, twice, refused } fault = Fault::none;

  bool given() const { return !values.empty(); }
};

struct FailedCall {
  std::vector<std::string> words = {};  // all of it, the program's name not among them
  const Verb* program = nullptr;
  const Verb* command = nullptr;              // that it came to
  std::string call = {};                      // "cae-lab run"
  std::vector<GivenOption> options = {};      // of the command, all of them
  std::vector<std::string> left_before = {};  // words before the command that nothing took
  std::vector<std::string> left = {};         // all words that nothing took
  bool ran_out = false;                       // of words for an option's value
  std::string otherwise = {};                 // what to say where nothing of this says it
};

// Which option or argument it is, what was found and what is wanted. E901, E920 to E929; E902 for what none
// of them says.
Diagnostic call_mistake(const FailedCall& failed);

}  // namespace cae::cli

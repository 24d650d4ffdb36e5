// A program that is run for what it prints.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cae::cli {

struct ProgramOutput {
  int status = 0;         // the exit status; 128 and the number of a signal
  std::string text = {};  // of both streams, without the last line's end
};

// Nothing where no such program is found in PATH.
std::optional<ProgramOutput> program_output(std::vector<std::string> words);

}  // namespace cae::cli

// The lines that a training shows, as wide as the terminal.
#pragma once

#include <string>
#include <vector>

#include "framework/train/trainer.h"
#include "tools/cli/text_table.h"

namespace cae::cli {

struct ShownProgress {
  std::int64_t epochs = 0;
  StepReport step = {};
  std::string left = {};         // the time that is left, as text
  std::string run = {};          // of several runs: "3/6"; "" for the only one
  std::string left_in_all = {};  // of all of them; "": not known, or one run
};

// At most `width` columns: what matters less is left out first.
std::string progress_line(const ShownProgress& progress, std::size_t width);

// Parts with two blanks between them, in lines of at most `width` columns; all but the first are indented.
// Empty parts are left out.
std::string joined_parts(const std::vector<TableCell>& parts, std::size_t width);

}  // namespace cae::cli

// A comparison of variants for people to read.
#pragma once

#include <string>

#include "tools/cli/run_comparison.h"

namespace cae::cli {

// Tables of the variants, of their differences from the base and of their costs, verdicts in words, and what
// the numbers are.
std::string comparison_text(const RunComparison& comparison);

}  // namespace cae::cli

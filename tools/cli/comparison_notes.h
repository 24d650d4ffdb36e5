// What must be said beside the tables of a comparison.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/cli/run_comparison.h"

namespace cae::cli {

// How many t-tests it makes: what Holm's correction is for.
std::size_t tests_of(const RunComparison& comparison);

// What the columns of its tables are.
std::vector<std::string> explanations(const RunComparison& comparison);

// What its numbers do not say: runs and seeds that do not count, runs and losses that are not of one kind.
std::vector<std::string> notes_of(const RunComparison& comparison);

}  // namespace cae::cli

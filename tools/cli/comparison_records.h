// A comparison of variants for other programs: docs/comparing.md describes each field.
#pragma once

#include <nlohmann/json.hpp>

#include "framework/store/run_record.h"
#include "tools/cli/run_comparison.h"

namespace cae::cli {

nlohmann::ordered_json comparison_json(const RunComparison& comparison);

// One row a variant.
Rows comparison_rows(const RunComparison& comparison);

}  // namespace cae::cli

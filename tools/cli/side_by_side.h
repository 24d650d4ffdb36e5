// Single runs in columns: the settings that differ, then what came of them.
#pragma once

#include <string>
#include <vector>

#include "framework/store/run_store.h"

namespace cae::cli {

Result<std::string> side_by_side(const RunStore& store, const std::vector<RunSummary>& runs);

}  // namespace cae::cli

// How sure the means of variants are, and what is known of their differences.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "framework/report/reported_run.h"

namespace cae {

// Of the runs that are done, by the loss that is watched at the end, test before validation before training:
// {"loss": "final test loss", "base": name of the variant, "rows": [{"name", "seeds", "mean", "low", "high",
// "verdict"}]}. The base is the first variant without a name of its own, else the first; `low` and `high` are
// null of one seed, and the verdict of the base is "". Null where no run is done.
nlohmann::json intervals_json(const std::vector<ReportedRun>& runs);

}  // namespace cae

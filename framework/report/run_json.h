// A run's facts, losses and results as JSON: everything but its images.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "framework/report/reported_run.h"

namespace cae {

// Texts of one line are made visible (base/utf8.h): a name can hold anything.
nlohmann::json run_json(const ReportedRun& run);

}  // namespace cae

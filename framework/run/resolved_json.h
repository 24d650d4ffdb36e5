// A run's settings for the record.
#pragma once

#include <string>

#include "framework/run/run_config.h"

namespace cae {

// Every setting with its final value, as one line of JSON with sorted keys: the same settings give the same
// text. Optimizers and schedules show the keys of their kind. Texts of model and experiment are not in it.
std::string resolved_json(const RunConfig& run);

// The same with the options of the call that change the run (a JSON object), which is what the store keeps.
std::string recorded_settings(const RunConfig& run, const std::string& options);

}  // namespace cae

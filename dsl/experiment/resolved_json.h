// A run's settings for the record.
#pragma once

#include <string>

#include "framework/train/run_config.h"

namespace cae {

// Every setting with its final value, as one line of JSON with sorted keys: the same settings give the same
// text. Optimizers and schedules show the keys of their kind. Texts of model and experiment are not in it.
std::string resolved_json(const RunConfig& run);

}  // namespace cae

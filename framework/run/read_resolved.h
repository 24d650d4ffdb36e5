// A run's settings, back from the record.
#pragma once

#include <optional>
#include <string>

#include "framework/run/run_config.h"

namespace cae {

// What resolved_json() wrote; keys that it does not have keep their defaults, keys of other versions are
// passed over. Texts of model and experiment are not in it. Nothing where `json` is not such a record.
std::optional<RunConfig> read_resolved(const std::string& json);

}  // namespace cae

// Whether a run can go on with what its experiment says today.
#pragma once

#include <optional>
#include <string>

#include "framework/base/diagnostic.h"
#include "framework/run/run_config.h"
#include "framework/store/run_record.h"

namespace cae {

// What keeps `stored` from going on as `now`, whose resolved settings are `configuration`: another text of
// the model, or other settings, each with its values then and now. `version` is this program's. Nothing where
// they agree.
std::optional<Diagnostic> resume_difference(const StoredRun& stored, const RunConfig& now,
                                            const std::string& configuration, const std::string& version);

}  // namespace cae

// Whether a run can go on with what its experiment says today.
#pragma once

#include <optional>
#include <string>

#include "framework/base/diagnostic.h"
#include "framework/store/run_record.h"
#include "framework/train/run_config.h"

namespace cae::cli {

// What keeps `stored` from going on as `now`, whose resolved settings are `configuration`: another text of
// the model, or other settings, each with its values then and now. Nothing where they agree.
std::optional<Diagnostic> resume_difference(const StoredRun& stored, const RunConfig& now,
                                            const std::string& configuration);

}  // namespace cae::cli

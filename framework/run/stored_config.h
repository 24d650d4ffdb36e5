// The settings of a run, back from its record.
#pragma once

#include "framework/base/result.h"
#include "framework/run/run_config.h"
#include "framework/store/run_record.h"

namespace cae {

// With the paths where the run found its data, if it is still there. The model is still to be built from its
// text. E850 where the record is damaged, E851 where data is missing.
Result<RunConfig> stored_config(const StoredRun& run);
// The same where the images are not needed: they may be gone.
Result<RunConfig> stored_config_without_data(const StoredRun& run);

}  // namespace cae

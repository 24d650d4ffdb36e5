// The images of a run that is in the store.
#pragma once

#include "framework/data/dataset.h"
#include "framework/run/run_config.h"
#include "framework/store/run_record.h"

namespace cae {

// Its images, which must be those that it was trained with. `config` has its model. Throws Failure.
DataSets load_same_data(const StoredRun& stored, const RunConfig& config);

}  // namespace cae

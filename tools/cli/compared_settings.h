// What `compare` puts side by side of a run's settings.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "framework/store/run_store.h"

namespace cae::cli {

// Everything in which two runs can differ, as pairs of a name and a value in the order of the table: facts of
// the record, the resolved settings, every param of the model with the value it had. What a record does not
// say, since it was written before the setting came to be, has the setting's default. An empty value: the run
// has none.
std::vector<std::pair<std::string, std::string>> compared_settings(const StoredRun& run);

}  // namespace cae::cli

// Which runs of an experiment --variant and --seed ask for.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "dsl/experiment/experiment.h"

namespace cae::cli {

// Leaves these alone. An error where there are none.
Status choose_runs(const std::optional<std::string>& variant, const std::optional<std::uint64_t>& seed,
                   Experiment& experiment);

// Leaves these alone, also among the combinations of a sweep.
void keep_runs(Experiment& experiment, const std::function<bool(const RunConfig&)>& is_kept);

}  // namespace cae::cli

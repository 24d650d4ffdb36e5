// Which runs of an experiment --variant and --seed ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dsl/experiment/experiment.h"

namespace cae::cli {

// Leaves these alone. An error where there are none.
Status choose_runs(const std::optional<std::string>& variant, const std::optional<std::uint64_t>& seed,
                   Experiment& experiment);

}  // namespace cae::cli

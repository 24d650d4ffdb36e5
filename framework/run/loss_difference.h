// Whether the watched losses of two runs are the same quantity.
#pragma once

#include <optional>
#include <string>

#include "framework/run/run_config.h"

namespace cae {

// In what the watched losses of `a` and `b` differ but for how good the models are: "data.validation", "the
// term kl"; none where they can be compared. Which loss the outputs have by `train.loss` is left out. Both
// have their models.
std::optional<std::string> loss_difference(const RunConfig& a, const RunConfig& b);

}  // namespace cae

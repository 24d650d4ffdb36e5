// How many digits of a number are worth reading.
#pragma once

#include <optional>

namespace cae {

// How many decimals show two digits of `uncertainty`, and at least `digits` of `value`; without an
// uncertainty those of the value. Never more than three digits beyond those of the value.
int decimals_for(double value, std::optional<double> uncertainty, int digits = 4);

}  // namespace cae

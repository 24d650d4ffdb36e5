// A difference between variants in plain words.
#pragma once

#include <string>

#include "framework/statistics/comparison.h"

namespace cae {

// "0.004", "0.0003", "<0.0001".
std::string probability_text(double p);

// "p = 0.004", "p < 0.0001".
std::string probability_equation(double p);

// "d_z" or "g".
std::string effect_name(const Difference& difference);

// The decimals that a difference is shown with: as its interval needs.
int difference_decimals(const Difference& difference);

// "lower by 0.0031 (95 % 0.0012 to 0.0050, p = 0.004)", "no evidence of a difference (3 seeds; ...)", "one
// seed: no interval (lower by 0.0031)". Probabilities are those after Holm's correction for `tests` t-tests.
std::string verdict(const Difference& difference, std::size_t tests);

}  // namespace cae

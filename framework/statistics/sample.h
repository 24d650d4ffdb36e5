// Mean and standard deviation of a sample of numbers.
#pragma once

#include <span>

namespace cae {

bool all_finite(std::span<const double> values);

// Of one value or more.
double mean(std::span<const double> values);

// s = sqrt(sum (x - mean)^2 / (n - 1)), of two values or more. Exactly 0 where all are equal.
double standard_deviation(std::span<const double> values);

}  // namespace cae

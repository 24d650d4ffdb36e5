// Mean and standard deviation of a sample of numbers.
#pragma once

#include <span>

namespace cae {

// Relative to the larger of two numbers: what differs by less differs in its rounding alone.
inline constexpr double rounding = 1e-12;

// Whether two numbers are equal but for rounding.
bool alike(double a, double b);

bool all_finite(std::span<const double> values);

// Of one value or more.
double mean(std::span<const double> values);

// s = sqrt(sum (x - mean)^2 / (n - 1)), of two values or more. Exactly 0 where all are alike.
double standard_deviation(std::span<const double> values);

}  // namespace cae

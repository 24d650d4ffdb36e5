// A difference of means in units of the values' own spread.
#pragma once

#include <optional>
#include <span>

namespace cae {

// d_z of pairs: mean of the differences / their standard deviation (Cohen, Statistical Power Analysis for the
// Behavioral Sciences, 1988, 2.3.5). None of fewer than two, where all are alike, or where one is not finite.
std::optional<double> cohen_dz(std::span<const double> differences);

// g of two samples: J * (mean(b) - mean(a)) / pooled standard deviation, J = 1 - 3 / (4 (na + nb) - 9), which
// corrects the bias of small samples (Hedges, Journal of Educational Statistics 6, 1981). None where a sample
// has fewer than two values, where neither varies, or where a value is not finite.
std::optional<double> hedges_g(std::span<const double> a, std::span<const double> b);

}  // namespace cae

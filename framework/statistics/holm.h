// Holm's correction for several tests.
#pragma once

#include <span>
#include <vector>

namespace cae {

// The adjusted probabilities, in the order of `p`: sorted, the i-th least (from 0) is max over j <= i of
// (m - j) p_j, at most 1. Below 0.05, that test is significant with a chance of 5 % that any of all tests is
// so by accident (Holm, Scandinavian Journal of Statistics 6, 1979).
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace cae

// Where a logarithmic axis has its tics.
#pragma once

#include <vector>

namespace cae {

// 1, 2 and 5 times the powers of ten from `low` to `high` (0 < low < high); where there are fewer than three
// of them, round numbers at equal distances.
std::vector<double> log_tics(double low, double high);

}  // namespace cae

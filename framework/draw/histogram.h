// How values are distributed.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cae {

struct HistogramAxis {
  double low = 0;
  double width = 1;  // of a bin
  std::size_t bins = 1;
};

// From the least to the largest finite value; half a unit to either side where they are equal. None of no
// finite value: `bins` is 0 then.
HistogramAxis histogram_axis(std::span<const double> values, std::size_t bins);

// Which share of the finite values is in each bin; the largest value belongs to the last bin.
std::vector<double> histogram_shares(std::span<const double> values, const HistogramAxis& axis);

}  // namespace cae

// Values that many points of a plot share, as those of a dead relu unit do: drawn as they are, the points
// would hide each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cae {

struct SharedValue {
  double value = 0;
  std::size_t count = 0;  // of those that have it
};

// The values that at least one in twenty has, and ten at least, in ascending order. What is not finite does
// not count.
std::vector<SharedValue> shared_values(std::span<const double> values);

// The values, in which those that are shared are spread evenly over three hundredths of the range round them
// (of 1 where there is but one value), without random numbers; `step` chooses how (0.618... for one axis,
// another for the other).
std::vector<double> spread_shared(std::span<const double> values, const std::vector<SharedValue>& shared,
                                  double step);

}  // namespace cae

// The squared Euclidean distance of two rows.
#pragma once

#include <array>
#include <cstddef>
#include <numeric>

namespace cae {

// Eight sums side by side, so that they need not wait for each other.
template <class T>
T squared_distance(const T* a, const T* b, std::size_t count) {
  constexpr std::size_t lanes = 8;
  std::array<T, lanes> sums{};
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const T difference = a[i + lane] - b[i + lane];
      sums[lane] += difference * difference;
    }
  }
  T distance = std::accumulate(sums.begin(), sums.end(), T{0});
  for (; i < count; ++i) distance += (a[i] - b[i]) * (a[i] - b[i]);
  return distance;
}

}  // namespace cae

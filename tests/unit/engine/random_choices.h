// What random models of the engine's tests are made of: the same choices for the same seed.
#pragma once

#include <cstdint>
#include <random>

#include "framework/graph/attributes.h"

namespace cae {

class RandomChoices {
 public:
  explicit RandomChoices(unsigned seed) : generator_(seed) {}

  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(generator_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool flag() { return pick(0, 1) == 1; }
  // None, `same`, or up to `most` rows and columns.
  Padding padding(std::int64_t most) {
    switch (pick(0, 2)) {
      case 0:
        return {};
      case 1:
        return {Padding::Mode::same, 0, 0};
      default:
        return {Padding::Mode::fixed, pick(0, most), pick(0, most)};
    }
  }

 private:
  std::mt19937 generator_;
};

}  // namespace cae

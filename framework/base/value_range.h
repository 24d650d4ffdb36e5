// The numbers that a setting may have: an option of a layer, a key of an experiment, a plugin's parameter.
#pragma once

#include <limits>
#include <string>

namespace cae {

struct ValueRange {
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  bool above_minimum = false;  // the minimum itself is not allowed

  // False for what is not a number.
  bool holds(double value) const;
  // "from 1 to 65536", "at least 0", "above 0 and at most 1"; "" where every finite number is allowed.
  std::string text() const;
};

}  // namespace cae

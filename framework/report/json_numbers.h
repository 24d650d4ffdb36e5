// Numbers as the page's JSON holds them.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace cae {

// So many significant digits: all that a chart shows, in a third of the space. What is not finite is null.
nlohmann::json rounded(double value, int digits = 5);

inline nlohmann::json json_or_null(std::optional<double> value) {
  return value ? rounded(*value, 9) : nlohmann::json(nullptr);
}

}  // namespace cae

#include "framework/report/json_numbers.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace cae {

nlohmann::json rounded(double value, int digits) {
  if (!std::isfinite(value)) return nullptr;
  const std::string text = fmt::format("{:.{}g}", value, digits);
  double shown = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), shown);
  if (shown == std::trunc(shown) && std::abs(shown) < 1e15) return static_cast<std::int64_t>(shown);
  return shown;
}

}  // namespace cae

#include "framework/base/value_range.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace cae {
namespace {

// The largest finite numbers mean the same as infinity: no limit.
bool is_bound(double value) {
  return std::fabs(value) < std::numeric_limits<double>::max();
}

std::string bound_text(double bound) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  const bool whole = std::floor(bound) == bound && std::fabs(bound) <= exact;
  return whole ? std::to_string(static_cast<std::int64_t>(bound)) : fmt::format("{}", bound);
}

}  // namespace

bool ValueRange::holds(double value) const {
  return (above_minimum ? value > minimum : value >= minimum) && value <= maximum;
}

std::string ValueRange::text() const {
  const bool low = is_bound(minimum);
  const bool high = is_bound(maximum);
  const std::string most = high ? "at most " + bound_text(maximum) : "";
  if (!low) return most;
  if (above_minimum) return "above " + bound_text(minimum) + (high ? " and " + most : "");
  return high ? "from " + bound_text(minimum) + " to " + bound_text(maximum)
              : "at least " + bound_text(minimum);
}

}  // namespace cae

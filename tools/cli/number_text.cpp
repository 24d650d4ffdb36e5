#include "tools/cli/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "framework/base/count_text.h"
#include "framework/base/decimal_text.h"

namespace cae::cli {

std::string loss_text(std::optional<double> loss) {
  if (!loss) return "-";
  const double size = std::fabs(*loss);
  if (!std::isfinite(*loss)) return fmt::format("{}", *loss);
  if (size != 0.0 && (size < 0.001 || size >= 1e5)) return fmt::format("{:.3e}", *loss);
  return decimal_text(*loss, std::max(4, decimals_for(size, std::nullopt)));
}

std::string images_text(std::int64_t training, std::int64_t validation, std::int64_t test) {
  const std::string kept = validation > 0 ? ", " + count_text(validation) + " validation" : std::string();
  return count_text(training) + " training" + kept + " and " + count_text(test) + " test images";
}

std::string duration_text(std::optional<double> seconds) {
  if (!seconds || !std::isfinite(*seconds)) return "-";
  if (*seconds < 59.95) return fmt::format("{:.1f} s", *seconds);
  const auto whole = static_cast<std::int64_t>(std::llround(std::min(*seconds, 1e15)));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string time_text(const std::string& utc) {
  std::string text = utc.substr(0, 16);
  if (text.size() > 10) text[10] = ' ';
  return text;
}

}  // namespace cae::cli

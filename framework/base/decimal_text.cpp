#include "framework/base/decimal_text.h"

#include <fmt/format.h>

namespace cae {

std::string decimal_text(double value, int decimals, Plus plus) {
  std::string text = plus == Plus::shown ? fmt::format("{:+.{}f}", value, decimals)
                                         : fmt::format("{:.{}f}", value, decimals);
  const bool signed_text = text.front() == '-' || text.front() == '+';
  if (signed_text && text.find_first_not_of("-+0.") == std::string::npos) text.erase(0, 1);
  return text;
}

}  // namespace cae

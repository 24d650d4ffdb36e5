#include "framework/base/count_text.h"

namespace cae {

std::string count_text(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string counted(std::int64_t count, std::string_view thing) {
  return count_text(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

}  // namespace cae

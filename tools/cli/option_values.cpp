#include "tools/cli/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace cae::cli {
namespace {

// All of the text as a number, or nothing.
template <typename Number>
std::optional<Number> parsed(const std::string& text) {
  Number number = {};
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

ValueCheck whole_number(std::int64_t least, std::int64_t most) {
  const bool bounded = most != std::numeric_limits<std::int64_t>::max();
  const std::string wanted = bounded ? fmt::format("a whole number from {} to {}", least, most)
                                     : fmt::format("a whole number, at least {}", least);
  return ValueCheck{wanted, [least, most](const std::string& text) {
                      const auto value = parsed<std::int64_t>(text);
                      return value && *value >= least && *value <= most;
                    }};
}

ValueCheck number_from(double least) {
  return ValueCheck{fmt::format("a number, at least {}", least), [least](const std::string& text) {
                      const auto value = parsed<double>(text);
                      return value && std::isfinite(*value) && *value >= least;
                    }};
}

ValueCheck one_of(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return ValueCheck{all, [words](const std::string& text) {
                      return std::find(words.begin(), words.end(), text) != words.end();
                    }};
}

}  // namespace cae::cli

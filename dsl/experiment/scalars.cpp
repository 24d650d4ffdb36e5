#include "dsl/experiment/scalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "framework/base/catalogue/shown.h"

namespace cae {
namespace {

std::string_view without_plus(std::string_view text) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

bool looks_like_number(std::string_view text) {
  text = without_plus(text);
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  text = without_plus(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Too large gives infinity, too small zero.
std::optional<double> number_of(std::string_view text) {
  if (!looks_like_number(text)) return std::nullopt;
  text = without_plus(text);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    const bool tiny = text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
    return tiny ? 0.0 : text.starts_with('-') ? -HUGE_VAL : HUGE_VAL;
  }
  return value;
}

}  // namespace

SettingValue value_of(const YamlNode& scalar) {
  if (scalar.quoted) return scalar.text;
  if (const auto integer = integer_of(scalar.text)) return *integer;
  if (const auto number = number_of(scalar.text)) return *number;
  if (scalar.text == "true" || scalar.text == "True" || scalar.text == "TRUE") return true;
  if (scalar.text == "false" || scalar.text == "False" || scalar.text == "FALSE") return false;
  return scalar.text;
}

bool is_infinite_or_nan(const YamlNode& scalar) {
  if (!scalar.is_scalar() || scalar.quoted) return false;
  if (const auto number = number_of(scalar.text)) return !std::isfinite(*number);
  std::string word = scalar.text;
  if (word.starts_with('-') || word.starts_with('+')) word.erase(0, 1);
  if (word.starts_with('.')) word.erase(0, 1);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return word == "inf" || word == "nan" || word == "infinity";
}

std::string described(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return "nothing";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::map:
      return "a map";
    case YamlNode::Kind::scalar:
      break;
  }
  if (std::holds_alternative<std::string>(value_of(node)))
    return "the text " + catalogue::in_quotes(node.text);
  return catalogue::shown(node.text);
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

}  // namespace cae

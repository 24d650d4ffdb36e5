#include "framework/plugin/parameter_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace cae {
namespace {

template <class Number>
std::optional<SettingValue> parse_number(std::string_view text) {
  Number number = {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

ValueProblem check_range(const PluginParameter& parameter, double value) {
  return parameter.range.holds(value) ? ValueProblem::none : ValueProblem::range;
}

}  // namespace

std::optional<SettingValue> value_of_text(ParameterType type, const std::string& text) {
  switch (type) {
    case ParameterType::integer:
      return parse_number<std::int64_t>(text);
    case ParameterType::number:
      return parse_number<double>(text);
    case ParameterType::flag:
      if (text == "true" || text == "false") return text == "true";
      return std::nullopt;
    case ParameterType::word:
    case ParameterType::text:
    case ParameterType::layer:
    case ParameterType::table:
      return text;
  }
  return std::nullopt;
}

ValueProblem check_value(const PluginParameter& parameter, const SettingValue& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  const auto* number = std::get_if<double>(&value);
  const auto* text = std::get_if<std::string>(&value);
  switch (parameter.type) {
    case ParameterType::integer:
      return integer ? check_range(parameter, static_cast<double>(*integer)) : ValueProblem::type;
    case ParameterType::number:
      if (integer) return check_range(parameter, static_cast<double>(*integer));
      return number ? check_range(parameter, *number) : ValueProblem::type;
    case ParameterType::flag:
      return std::holds_alternative<bool>(value) ? ValueProblem::none : ValueProblem::type;
    case ParameterType::word:
      if (!text) return ValueProblem::type;
      return std::find(parameter.choices.begin(), parameter.choices.end(), *text) != parameter.choices.end()
                 ? ValueProblem::none
                 : ValueProblem::choice;
    case ParameterType::text:
    case ParameterType::layer:
    case ParameterType::table:
      return text ? ValueProblem::none : ValueProblem::type;
  }
  return ValueProblem::type;
}

std::string allowed_text(const PluginParameter& parameter) {
  if (std::string range = parameter.range.text(); !range.empty()) return range;
  std::string words;
  for (const std::string& choice : parameter.choices) words += (words.empty() ? "" : ", ") + choice;
  if (parameter.type == ParameterType::table)
    words += (words.empty() ? "" : ", ") + std::string("a table made before");
  if (words.empty() && parameter.type == ParameterType::number) return "any finite number";
  return words;
}

std::string setting_text(const SettingValue& value, bool quoted) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted ? "'" + *text + "'" : *text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  return fmt::format("{}", std::get<double>(value));
}

}  // namespace cae

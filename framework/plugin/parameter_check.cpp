#include "framework/plugin/parameter_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace cae {
namespace {

ValueProblem check_range(const PluginParameter& parameter, double value) {
  return parameter.range.holds(value) ? ValueProblem::none : ValueProblem::range;
}

}  // namespace

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

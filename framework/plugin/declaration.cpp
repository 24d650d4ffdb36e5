#include "framework/plugin/declaration.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "framework/base/name.h"
#include "framework/plugin/parameter_check.h"
#include "framework/plugin/plugin_text.h"

namespace cae {
namespace {

constexpr std::size_t most_parameters = 1000;
constexpr std::size_t longest_text = 10000;  // of a default or of all choices, which need not end

bool is_lower_name(std::string_view text, std::string_view punctuation) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || punctuation.find(c) != std::string_view::npos;
  });
}

std::vector<std::string> split_choices(const char* choices) {
  std::vector<std::string> words;
  std::string_view rest = choices == nullptr ? "" : std::string_view(choices, strnlen(choices, longest_text));
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    words.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return words;
}

// Fills `parameter`; returns what is wrong, or "".
std::string read_parameter(const cae_parameter& declared, PluginParameter& parameter) {
  parameter.name = plugin_text(declared.name);
  const std::string which = "declares the parameter '" + parameter.name + "'";
  if (!is_lower_name(parameter.name, "_") || parameter.name == "plugin")
    return which + ", which is no allowed name";
  if (declared.type < CAE_INTEGER || declared.type > CAE_TABLE) return which + " with an unknown type";
  parameter.type = static_cast<ParameterType>(declared.type - CAE_INTEGER);
  parameter.help = plugin_text(declared.help);
  parameter.choices = split_choices(declared.choices);
  parameter.range = {CAE_LOWEST, CAE_HIGHEST};
  if (declared.minimum != 0.0 || declared.maximum != 0.0) {
    parameter.range = {declared.minimum, declared.maximum};
  }
  if (!(parameter.range.minimum <= parameter.range.maximum)) return which + " with an empty range";
  for (const std::string& choice : parameter.choices) {
    if (!is_name(choice))
      return which + " with the choice '" + plugin_text(choice.c_str()) + "', which is no word";
  }
  if (parameter.type != ParameterType::table &&
      (parameter.type == ParameterType::word) == parameter.choices.empty()) {
    return which +
           (parameter.choices.empty() ? " as a word without choices" : " with choices, but not as a word");
  }
  parameter.required = declared.default_value == nullptr;
  if (parameter.required) return "";
  const std::string text(declared.default_value, strnlen(declared.default_value, longest_text));
  const auto value = value_of_text(parameter.type, text);
  if (!value || check_value(parameter, *value) != ValueProblem::none) {
    return which + " with the default '" + plugin_text(declared.default_value) +
           "', which it does not allow itself";
  }
  parameter.default_value = *value;
  return "";
}

}  // namespace

PluginEffect effect_of(const cae_plugin& entry) {
  const bool says_so = entry.struct_size >= offsetof(cae_plugin, effect) + sizeof entry.effect;
  const bool is_known = says_so && entry.effect <= CAE_CORRUPTS_PIXELS;
  return is_known ? static_cast<PluginEffect>(entry.effect) : PluginEffect::unsaid;
}

std::string entry_problem(const cae_plugin& entry) {
  if (entry.kind < CAE_AUGMENTATION || entry.kind > CAE_ANALYSIS) {
    return "is of the unknown kind " + std::to_string(entry.kind);
  }
  if (!is_lower_name(plugin_text(entry.name), "-_")) {
    return "has the name '" + plugin_text(entry.name) +
           "'; a name is lower-case letters, digits, '-' and '_'";
  }
  if (plugin_text(entry.version).empty()) return "has no version";
  if (entry.create == nullptr) return "has no function 'create'";
  if (entry.kind == CAE_AUGMENTATION && entry.augment == nullptr)
    return "is an augmentation without 'augment'";
  if (entry.kind == CAE_EXTRACTOR && entry.extract == nullptr) return "is an extractor without 'extract'";
  if (entry.kind == CAE_ANALYSIS && entry.analyse == nullptr) return "is an analysis without 'analyse'";
  if (entry.parameter_count > most_parameters ||
      (entry.parameter_count != 0 && entry.parameters == nullptr)) {
    return "declares " + std::to_string(entry.parameter_count) + " parameters and has no list of them";
  }
  return "";
}

ParameterReading read_parameters(const cae_plugin& entry) {
  ParameterReading reading;
  const char* declared = reinterpret_cast<const char*>(entry.parameters);
  for (std::size_t i = 0; i < entry.parameter_count; ++i) {
    PluginParameter parameter;
    // The plugin's stride: a later header of the same ABI version may have added fields.
    reading.problem = read_parameter(
        *reinterpret_cast<const cae_parameter*>(declared + i * entry.parameter_size), parameter);
    if (!reading.problem.empty()) return reading;
    const auto same_name = [&](const PluginParameter& other) { return other.name == parameter.name; };
    if (std::any_of(reading.parameters.begin(), reading.parameters.end(), same_name)) {
      reading.problem = "declares the parameter '" + parameter.name + "' twice";
      return reading;
    }
    reading.parameters.push_back(std::move(parameter));
  }
  return reading;
}

}  // namespace cae

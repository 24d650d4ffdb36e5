#include "framework/plugin_kit/trial_settings.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <limits>

#include "framework/plugin/parameter_check.h"
#include "framework/plugin/plugin_use.h"
#include "framework/plugin_kit/trial_input.h"

namespace cae {
namespace {

constexpr std::size_t long_text = 10000;

// A double of 2^63 is one too many.
std::int64_t whole(double value) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (value >= static_cast<double>(most)) return most;
  if (value <= -static_cast<double>(most)) return -most;
  return static_cast<std::int64_t>(value);
}

SettingValue number(const PluginParameter& parameter, double value) {
  if (parameter.type == ParameterType::integer) return whole(value);
  return std::clamp(value, -DBL_MAX, DBL_MAX);
}

// The value of a parameter that has no default.
SettingValue required_value(const PluginParameter& parameter, bool of_code) {
  switch (parameter.type) {
    case ParameterType::integer:
    case ParameterType::number:
      return number(parameter, std::ceil(std::clamp(1.0, parameter.range.minimum, parameter.range.maximum)));
    case ParameterType::flag:
      return false;
    case ParameterType::word:
      return parameter.choices.front();
    case ParameterType::layer:
      return of_code ? "code" : "conv1";
    case ParameterType::table:
      return of_code ? code_table : layer_table;
    case ParameterType::text:
      return "text";
  }
  return "";
}

Setting setting_of(const Plugin& plugin, const std::string& given) {
  const std::size_t equals = std::min(given.find('='), given.size());
  const std::string name = given.substr(0, equals);
  const std::string text = given.substr(std::min(equals + 1, given.size()));
  for (const PluginParameter& parameter : plugin.parameters()) {
    if (parameter.name != name) continue;
    if (const auto value = value_of_text(parameter.type, text)) return {name, *value};
  }
  return {name, text};
}

std::vector<SettingValue> limits(const PluginParameter& parameter) {
  switch (parameter.type) {
    case ParameterType::integer:
    case ParameterType::number:
      return {number(parameter, parameter.range.minimum), number(parameter, parameter.range.maximum)};
    case ParameterType::flag:
      return {false, true};
    case ParameterType::text:
      return {"", std::string(long_text, 'x')};
    case ParameterType::layer:
      return {"code", "conv1"};
    case ParameterType::word:
    case ParameterType::table:
      break;
  }
  std::vector<SettingValue> words(parameter.choices.begin(), parameter.choices.end());
  if (parameter.type == ParameterType::table) {
    for (const char* name : {code_table, layer_table, "no-such-table"}) words.emplace_back(name);
  }
  return words;
}

// Next to a bound, beyond it; nothing where there is no bound.
void add_outside(std::size_t index, const PluginParameter& parameter, double bound, double towards,
                 std::vector<TriedValue>& to) {
  if (std::fabs(bound) >= DBL_MAX) return;
  if (parameter.type == ParameterType::integer) {
    to.push_back({index, whole(towards < 0 ? std::ceil(bound) - 1 : std::floor(bound) + 1)});
  } else {
    to.push_back({index, std::nextafter(bound, towards)});
  }
}

}  // namespace

Result<std::vector<std::vector<Setting>>> usual_settings(const Plugin& plugin,
                                                         const std::vector<std::string>& given) {
  const bool has_choice = std::ranges::any_of(plugin.parameters(), [](const PluginParameter& parameter) {
    return parameter.required &&
           (parameter.type == ParameterType::layer || parameter.type == ParameterType::table);
  });
  std::vector<std::vector<Setting>> uses;
  for (const bool of_code : {true, false}) {
    PluginUse use{.plugin = plugin.name()};
    for (const PluginParameter& parameter : plugin.parameters()) {
      if (parameter.required) use.settings.push_back({parameter.name, required_value(parameter, of_code)});
    }
    for (const std::string& one : given) use.settings.push_back(setting_of(plugin, one));
    Result<std::vector<Setting>> settings = resolve_settings(plugin, use);
    if (!settings) return settings.diagnostics();
    if (of_code || has_choice) uses.push_back(*std::move(settings));
  }
  return uses;
}

std::vector<TriedValue> limits_of(const Plugin& plugin) {
  std::vector<TriedValue> all;
  for (std::size_t i = 0; i < plugin.parameters().size(); ++i) {
    for (SettingValue& value : limits(plugin.parameters()[i])) all.push_back({i, std::move(value)});
  }
  return all;
}

std::vector<TriedValue> values_outside(const Plugin& plugin) {
  std::vector<TriedValue> all;
  for (std::size_t i = 0; i < plugin.parameters().size(); ++i) {
    const PluginParameter& parameter = plugin.parameters()[i];
    if (parameter.type != ParameterType::integer && parameter.type != ParameterType::number) continue;
    add_outside(i, parameter, parameter.range.minimum, -HUGE_VAL, all);
    add_outside(i, parameter, parameter.range.maximum, HUGE_VAL, all);
  }
  return all;
}

std::string text_of(const Plugin& plugin, const TriedValue& tried) {
  const std::string text = setting_text(tried.value, true);
  return plugin.parameters()[tried.parameter].name + ": " +
         (text.size() > 40 ? text.substr(0, 30) + "..." : text);
}

}  // namespace cae

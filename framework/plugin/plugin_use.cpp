#include "framework/plugin/plugin_use.h"

#include <algorithm>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/augmentation.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/name.h"
#include "framework/plugin/parameter_check.h"
#include "framework/plugin/plugin_folders.h"

namespace cae {
namespace {

std::string wanted_text(const PluginParameter& parameter) {
  switch (parameter.type) {
    case ParameterType::integer:
      return "an integer";
    case ParameterType::number:
      return "a number";
    case ParameterType::flag:
      return "true or false";
    case ParameterType::word:
      return "one of the words " + allowed_text(parameter);
    case ParameterType::text:
      return "a text";
    case ParameterType::layer:
      return "the name of a layer";
    case ParameterType::table:
      return "the name of a table";
  }
  return "";
}

Diagnostic value_diagnostic(ValueProblem problem, const std::string& plugin, const PluginParameter& parameter,
                            const Setting& setting) {
  const std::string found = setting_text(setting.value, true);
  if (problem == ValueProblem::range) {
    return catalogue::parameter_out_of_range(setting.place, plugin, parameter.name, found,
                                             allowed_text(parameter));
  }
  if (problem == ValueProblem::choice) {
    return catalogue::unknown_parameter_choice(setting.place, plugin, parameter.name,
                                               setting_text(setting.value), parameter.choices);
  }
  return catalogue::wrong_parameter_type(setting.place, plugin, parameter.name, wanted_text(parameter),
                                         found);
}

std::vector<std::string> parameter_names(const Plugin& plugin) {
  std::vector<std::string> names;
  for (const PluginParameter& parameter : plugin.parameters()) names.push_back(parameter.name);
  return names;
}

// The last value that the experiment gives a parameter, so that an override wins; nullptr if there is none.
const Setting* given(const PluginUse& use, const std::string& name) {
  const auto found = std::find_if(use.settings.rbegin(), use.settings.rend(),
                                  [&](const Setting& setting) { return setting.name == name; });
  return found == use.settings.rend() ? nullptr : &*found;
}

// The keys that a list has for each of its uses, beside the plugin's parameters.
bool is_option(std::string_view name, PluginList list) {
  return list == PluginList::augment ? name == "on" : name == "as" || name == "weights";
}

// Gives an option its value; what is wrong with it.
Diagnostics take_option(const Setting& setting, ResolvedPlugin& resolved) {
  const std::string value = setting_text(setting.value);
  if (setting.name == "as") {
    resolved.as = value;
    resolved.as_place = setting.place;
    if (!is_name(value)) return {catalogue::bad_analysis_name(setting.place, value)};
  } else if (setting.name == "weights") {
    resolved.weights = value;
    if (value != "last" && value != "best") return {catalogue::unknown_weights(setting.place, value)};
  } else if (const auto on = from_word<ChangedImages>(value)) {
    resolved.on = *on;
  } else {
    return {catalogue::unknown_changed_images(setting.place, value, all_words<ChangedImages>())};
  }
  return {};
}

// Takes the list's options out of the settings of a use.
Diagnostics take_options(PluginUse& use, PluginList list, ResolvedPlugin& resolved) {
  Diagnostics diagnostics;
  const std::vector<std::string> declared = parameter_names(resolved.plugin);
  const auto is_taken = [&](const Setting& setting) {
    return is_option(setting.name, list) &&
           std::find(declared.begin(), declared.end(), setting.name) == declared.end();
  };
  resolved.as = use.as;
  if (!use.as.empty() && !is_name(use.as))
    diagnostics.push_back(catalogue::bad_analysis_name(use.place, use.as));
  resolved.weights = use.weights;
  resolved.on = use.on;
  for (const Setting& setting : use.settings) {
    if (!is_taken(setting)) continue;
    for (Diagnostic& problem : take_option(setting, resolved)) diagnostics.push_back(std::move(problem));
  }
  std::erase_if(use.settings, is_taken);
  return diagnostics;
}

}  // namespace

Result<std::vector<Setting>> resolve_settings(const Plugin& plugin, const PluginUse& use) {
  Diagnostics diagnostics;
  const std::vector<std::string> names = parameter_names(plugin);
  for (const Setting& setting : use.settings) {
    const auto known = std::find(names.begin(), names.end(), setting.name);
    if (known == names.end()) {
      diagnostics.push_back(catalogue::unknown_plugin_parameter(
          setting.name_place.file.empty() ? setting.place : setting.name_place, plugin.name(), setting.name,
          names));
      continue;
    }
    const PluginParameter& parameter = plugin.parameters()[static_cast<std::size_t>(known - names.begin())];
    const ValueProblem problem = check_value(parameter, setting.value);
    if (problem != ValueProblem::none) {
      diagnostics.push_back(value_diagnostic(problem, plugin.name(), parameter, setting));
    }
  }
  std::vector<Setting> resolved;
  for (const PluginParameter& parameter : plugin.parameters()) {
    if (const Setting* setting = given(use, parameter.name)) {
      resolved.push_back(*setting);
      const auto* integer = std::get_if<std::int64_t>(&setting->value);
      if (integer && parameter.type == ParameterType::number) {
        resolved.back().value = static_cast<double>(*integer);
      }
    } else if (parameter.required) {
      diagnostics.push_back(
          catalogue::missing_plugin_parameter(use.place, plugin.name(), parameter.name, parameter.help));
    } else {
      resolved.push_back({parameter.name, parameter.default_value, use.place});
    }
  }
  if (!diagnostics.empty()) return diagnostics;
  return resolved;
}

Result<ResolvedPlugin> resolve_plugin(const PluginUse& use, PluginList list,
                                      const std::vector<std::string>& folders) {
  Result<Plugin> plugin = find_plugin(use.plugin, folders, use.place);
  if (!plugin) return plugin.diagnostics();
  const bool augments = plugin->kind() == PluginKind::augmentation;
  if (augments != (list == PluginList::augment)) {
    return catalogue::plugin_in_wrong_list(use.place, plugin->name(), to_string(plugin->kind()),
                                           augments ? "analyse" : "augment",
                                           augments ? "augment" : "analyse");
  }
  ResolvedPlugin resolved{*std::move(plugin), {}, use.place};
  PluginUse own = use;  // with the plugin's own settings alone
  Diagnostics diagnostics = take_options(own, list, resolved);
  Result<std::vector<Setting>> settings = resolve_settings(resolved.plugin, own);
  if (settings) {
    resolved.settings = *std::move(settings);
  } else {
    diagnostics.insert(diagnostics.end(), settings.diagnostics().begin(), settings.diagnostics().end());
  }
  if (!diagnostics.empty()) return diagnostics;
  return resolved;
}

}  // namespace cae

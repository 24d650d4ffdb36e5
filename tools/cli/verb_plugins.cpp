// cae-lab plugins: the plugins that are found, with their parameters.
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/utf8.h"
#include "framework/plugin/plugin_folders.h"
#include "tools/cli/json_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/text_table.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

void print_parameters(const std::vector<PluginParameter>& parameters) {
  TextTable table({{}, {}, {}, {}, {}});
  for (const PluginParameter& parameter : parameters) {
    table.add({{parameter.name},
               {std::string(to_string(parameter.type))},
               {parameter.required ? "required" : "= " + setting_text(parameter.default_value)},
               {allowed_text(parameter)},
               {parameter.help}});
  }
  print(table.text("  "));
}

void print_plugin(const Plugin& plugin) {
  print(fmt::format("{} {} ({}): {}\n  {}\n", visible(plugin.name()), visible(plugin.version()),
                    to_string(plugin.kind()), visible(plugin.summary()), visible(plugin.path())));
  print_parameters(plugin.parameters());
}

Json value_json(const SettingValue& value) {
  return std::visit([](const auto& one) { return Json(one); }, value);
}

// Plugins write the largest double where there is no bound.
Json bound_json(double bound) {
  return std::fabs(bound) < std::numeric_limits<double>::max() ? Json(bound) : Json(nullptr);
}

Json parameter_json(const PluginParameter& parameter) {
  return {{"name", parameter.name},
          {"type", to_string(parameter.type)},
          {"required", parameter.required},
          {"default", parameter.required ? Json(nullptr) : value_json(parameter.default_value)},
          {"minimum", bound_json(parameter.range.minimum)},
          {"maximum", bound_json(parameter.range.maximum)},
          {"choices", parameter.choices},
          {"help", parameter.help}};
}

Json plugin_json(const Plugin& plugin) {
  Json json{{"name", plugin.name()},       {"version", plugin.version()}, {"kind", to_string(plugin.kind())},
            {"summary", plugin.summary()}, {"path", plugin.path()},       {"sha256", plugin.sha256()},
            {"parameters", Json::array()}};
  for (const PluginParameter& parameter : plugin.parameters())
    json["parameters"].push_back(parameter_json(parameter));
  return json;
}

struct PluginsCall {
  std::vector<std::string> names;
  bool include = false;
  bool json = false;
};

// The plugins that were asked for, and why others could not be shown.
struct Findings {
  std::vector<Plugin> plugins = {};
  Diagnostics diagnostics = {};

  void add(const Result<Plugin>& plugin) {
    if (plugin) {
      plugins.push_back(*plugin);
      for (const char* change : plugin->changed_by_loading()) {
        diagnostics.push_back(
            catalogue::plugin_left_changed({}, plugin->name(), plugin->path(), "its constructors", change));
      }
    } else {
      diagnostics.insert(diagnostics.end(), plugin.diagnostics().begin(), plugin.diagnostics().end());
    }
  }
};

Findings find(const std::vector<std::string>& names) {
  const std::vector<std::string> folders = standard_plugin_folders();
  Findings findings;
  if (names.empty()) {
    for (const PluginListing& listing : list_plugins(folders)) findings.add(listing.plugin);
  }
  for (const std::string& name : names) findings.add(find_plugin(name, folders));
  return findings;
}

int show_plugins(const PluginsCall& call) {
  if (call.include) {
    print(visible(plugin_include_folder()) + "\n");
    return 0;
  }
  const Findings findings = find(call.names);
  if (call.json) {
    std::vector<Json> objects;
    for (const Plugin& plugin : findings.plugins) objects.push_back(plugin_json(plugin));
    print_json_array(objects);
    flush_output();
    return report(findings.diagnostics);
  }
  for (std::size_t i = 0; i < findings.plugins.size(); ++i) {
    if (i > 0) print("\n");
    print_plugin(findings.plugins[i]);
  }
  flush_output();
  return report(findings.diagnostics);
}

}  // namespace

Verb plugins_verb() {
  const auto call = std::make_shared<PluginsCall>();
  return {.name = "plugins",
          .help = "List the plugins and their settings",
          .options = {{.names = "NAME",
                       .help = "show only these; a name with a slash is the path of a shared object",
                       .target = &call->names},
                      {.names = "--include",
                       .help = "print the folder of cae_plugin.h, for the compiler's -I",
                       .target = &call->include},
                      json_option(call->json, "print a JSON array of objects")},
          .run = [call] { return show_plugins(*call); }};
}

}  // namespace cae::cli

// cae-lab plugins: the plugins that are found, with their parameters.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/utf8.h"
#include "framework/plugin/plugin_folders.h"
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

struct PluginsCall {
  std::vector<std::string> names;
  bool include = false;
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
                       .target = &call->include}},
          .run = [call] { return show_plugins(*call); }};
}

}  // namespace cae::cli

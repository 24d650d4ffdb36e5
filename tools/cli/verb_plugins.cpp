// cae-lab plugins: which plugins there are, and what each may be told.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/utf8.h"
#include "framework/plugin/plugin_folders.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// What a person reads about one parameter, column by column.
std::vector<std::string> parameter_row(const PluginParameter& parameter) {
  std::vector<std::string> row = {
      parameter.name, std::string(to_string(parameter.type)),
      parameter.required ? "required" : "= " + setting_text(parameter.default_value), allowed_text(parameter),
      parameter.help};
  for (std::string& text : row) text = visible(text);
  return row;
}

void print_parameters(const std::vector<PluginParameter>& parameters) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> widths(5, 0);
  for (const PluginParameter& parameter : parameters) {
    rows.push_back(parameter_row(parameter));
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(rows.back()[i]));
  }
  for (const std::vector<std::string>& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      line += " " + row[i] + std::string(widths[i] - columns_of(row[i]) + 1, ' ');
    fmt::print("{} {}\n", line, row.back());
  }
}

void print_plugin(const Plugin& plugin) {
  fmt::print("{} {} ({}): {}\n  {}\n", visible(plugin.name()), visible(plugin.version()),
             to_string(plugin.kind()), visible(plugin.summary()), visible(plugin.path()));
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
    fmt::print("{}\n", visible(plugin_include_folder()));
    return 0;
  }
  const Findings findings = find(call.names);
  for (std::size_t i = 0; i < findings.plugins.size(); ++i) {
    if (i > 0) fmt::print("\n");
    print_plugin(findings.plugins[i]);
  }
  std::fflush(stdout);
  return report(findings.diagnostics);
}

}  // namespace

void add_plugins(CLI::App& app, int& status) {
  auto call = std::make_shared<PluginsCall>();
  CLI::App* verb = app.add_subcommand("plugins", "List the plugins and what each may be told");
  verb->add_option("NAME", call->names,
                   "Show these alone; a name with a slash is the path of a shared object");
  verb->add_flag("--include", call->include, "Print the folder of cae_plugin.h, for the compiler's -I");
  verb->callback([call, &status] { status = show_plugins(*call); });
}

}  // namespace cae::cli

// cae-lab plugin new|check: what a plugin's author needs.
#include <memory>

#include "framework/base/catalogue/plugin_kit.h"
#include "framework/plugin/plugin_folders.h"
#include "framework/plugin_kit/new_plugin.h"
#include "tools/cli/plugin_check_text.h"
#include "tools/cli/text_table.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

int make_new(const NewPlugin& plugin) {
  const Status written = write_new_plugin(plugin, standard_plugin_folders());
  if (!written) return report(written.diagnostics());
  TextTable table({{}, {}});
  for (const NewFile& file : files_of(plugin)) table.add({{plugin.name + "/" + file.name}, {file.meaning}});
  print(table.text());
  print("\nIn " + plugin.name + "/, compile and check it:\n  " + compiler_command(plugin) +
        "\n  cae-lab plugin check " + plugin.name + ".so\n");
  return 0;
}

Verb new_verb() {
  const auto plugin = std::make_shared<NewPlugin>();
  Option kind = word_option("--kind", "kind of plugin", plugin->kind);
  kind.required = true;
  kind.shows_default = false;
  return {.name = "new",
          .help = "Write the folder of a new plugin: source, test, CMakeLists.txt and page",
          .options = {{.names = "NAME",
                       .help = "name of the plugin and of its folder",
                       .target = &plugin->name,
                       .required = true},
                      kind,
                      word_option("--language", "what it is written in", plugin->language)},
          .run = [plugin] { return make_new(*plugin); }};
}

struct CheckCall {
  std::string plugin;
  PluginCheckCall check;
  std::vector<std::string> only;
  std::int64_t seconds = 30;
  bool json = false;
};

// The file, or that of the plugin which an experiment calls by this name.
Result<std::string> plugin_file(const std::string& word) {
  if (word.find('/') != std::string::npos || word.ends_with(".so")) return word;
  return find_plugin_file(word, standard_plugin_folders());
}

int check(CheckCall call) {
  call.check.path = plugin_file(call.plugin).take();
  call.check.seconds = static_cast<double>(call.seconds);
  for (const std::string& word : call.only) call.check.only.push_back(*from_word<CheckRow>(word));
  PluginCheckLine line(!call.json);
  call.check.tick = [&line](CheckRow row, const std::string& what) { line.show(row, what); };
  const Result<PluginCheck> checked = check_plugin(call.check);
  line.clear();
  if (!checked) return report(checked.diagnostics());
  print(call.json ? plugin_check_json(call.check.path, *checked)
                  : plugin_check_text(call.check.path, *checked));
  flush_output();
  if (checked->passed()) return 0;
  return report(
      {catalogue::plugin_check_failed(call.check.path, failed_rows(*checked), checked->rows.size())});
}

Verb check_verb() {
  const auto call = std::make_shared<CheckCall>();
  return {.name = "check",
          .help = "Try whether a plugin does what none may do, in a process of its own",
          .options = {{.names = "PLUGIN",
                       .help = "name of a plugin that cae-lab plugins lists, or its file",
                       .target = &call->plugin,
                       .path = PathTo::read,
                       .required = true},
                      {.names = "--set",
                       .help = "a value for one of its parameters, in place of the default",
                       .target = &call->check.settings,
                       .value = "NAME=VALUE"},
                      {.names = "--only",
                       .help = "make only this check",
                       .target = &call->only,
                       .value = "CHECK",
                       .check = one_of(all_words<CheckRow>())},
                      {.names = "--seconds",
                       .help = "the most that one call of the plugin may take",
                       .target = &call->seconds,
                       .value = "N",
                       .check = whole_number(1, 3600),
                       .shows_default = true},
                      json_option(call->json, "print one JSON object")},
          .run = [call] { return check(*call); }};
}

}  // namespace

Verb plugin_verb() {
  return {.name = "plugin",
          .help = "Begin a plugin of your own, or check one",
          .verbs = {new_verb(), check_verb()}};
}

}  // namespace cae::cli

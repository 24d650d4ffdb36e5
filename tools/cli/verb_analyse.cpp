// cae-lab analyse RUN...: makes what is missing beside a run's weights, or more of it.
#include <algorithm>
#include <cctype>
#include <memory>

#include "framework/base/catalogue/call.h"
#include "tools/cli/analyse_runs.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// A name of a run may have a '=', but begins with its number.
bool is_setting(const std::string& word) {
  return word.find('=') != std::string::npos && std::isdigit(static_cast<unsigned char>(word.front())) == 0;
}

// Runs may stand behind --plugin NAME, and its settings behind other options.
void sort_words(AnalyseArguments& arguments) {
  if (arguments.plugin.empty()) return;
  std::vector<std::string> runs, plugin{arguments.plugin.front()};
  const auto sort = [&](const std::string& word) { (is_setting(word) ? plugin : runs).push_back(word); };
  std::for_each(arguments.runs.begin(), arguments.runs.end(), sort);
  std::for_each(arguments.plugin.begin() + 1, arguments.plugin.end(), sort);
  arguments.runs = std::move(runs);
  arguments.plugin = std::move(plugin);
}

}  // namespace

Verb analyse_verb() {
  const auto arguments = std::make_shared<AnalyseArguments>();
  AnalyseArguments& to = *arguments;
  return {
      .name = "analyse",
      .help = "Make missing pictures and analyses of trained runs, repeat them, or add new ones",
      .options =
          {{.names = "RUN", .help = "id or name of a run, or 'last'", .target = &to.runs},
           {.names = "--plugin",
            .help = "add this plugin, with these settings",
            .target = &to.plugin,
            .value = "NAME [KEY=VALUE...]",
            .at_once = 1000},
           {.names = "--as",
            .help = "name of the new analysis (default: its plugin's)",
            .target = &to.as,
            .value = "NAME",
            .needs = {"--plugin"}},
           {.names = "--weights",
            .help = "take the weights of the last epoch or of the best",
            .target = &to.weights,
            .value = "WORD",
            .check = one_of({"last", "best"})},
           {.names = "--only",
            .help = "make only this one; what reads the table of one that is made again follows",
            .target = &to.only,
            .value = "NAME",
            .excludes = {"--plugin"}},
           {.names = "--again", .help = "also repeat those that are already made", .target = &to.again},
           store_option(to.store),
           threads_option(to.threads,
                          "threads to compute with; every bit of the results is the same with any number"),
           quiet_option(to.quiet),
           json_option(to.json)},
      .run = [arguments] {
        sort_words(*arguments);
        return arguments->runs.empty()
                   ? report({catalogue::missing_argument("cae-lab analyse", "RUN", "id or name of a run")})
                   : analyse_runs(*arguments);
      }};
}

}  // namespace cae::cli

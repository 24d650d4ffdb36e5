// cae-lab analyse RUN...: makes what is missing beside a run's weights, or more of it.
#include <memory>

#include "tools/cli/analyse_runs.h"
#include "tools/cli/option_values.h"
#include "tools/cli/store_argument.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// Words behind --plugin NAME that set nothing are runs, so that these may also stand last.
void sort_words(AnalyseArguments& arguments) {
  std::vector<std::string>& words = arguments.plugin;
  for (std::size_t i = 1; i < words.size();) {
    if (words[i].find('=') != std::string::npos) {
      ++i;
      continue;
    }
    arguments.runs.push_back(words[i]);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void add_analyse(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand(
      "analyse", "Make the pictures and analyses that trained runs lack, make them again, or add new ones");
  auto arguments = std::make_shared<AnalyseArguments>();
  verb->add_option("RUN", arguments->runs, "Id or name of a run, or 'last'");
  CLI::Option* plugin =
      verb->add_option("--plugin", arguments->plugin, "Add this plugin, with these settings")
          ->type_name("NAME [KEY=VALUE...]")
          ->expected(1, 1000);
  verb->add_option("--as", arguments->as, "What the new analysis is called (default: as its plugin)")
      ->type_name("NAME")
      ->needs(plugin);
  verb->add_option("--weights", arguments->weights, "Of the last epoch or of the best")
      ->check(one_of({"last", "best"}))
      ->type_name("last|best");
  verb->add_option("--only", arguments->only, "Of what the run has, this alone")
      ->type_name("NAME")
      ->expected(1)
      ->take_all()
      ->excludes(plugin);
  verb->add_flag("--again", arguments->again, "Also make what is made already");
  add_store_option(*verb, arguments->store);
  verb->add_option("--threads", arguments->threads, "Threads to compute with; the bits do not depend on it")
      ->check(whole_number(1, 1024))
      ->type_name("N");
  verb->add_flag("--quiet", arguments->quiet, "Print errors alone");
  verb->add_flag("--json", arguments->json, "Print one JSON object a line");
  verb->callback([arguments, &status] {
    sort_words(*arguments);
    if (arguments->runs.empty()) throw CLI::RequiredError("RUN");
    status = analyse_runs(*arguments);
  });
}

}  // namespace cae::cli

// cae-lab analyse RUN...: makes what is missing beside a run's weights, or more of it.
#include <memory>

#include "framework/base/catalogue/call.h"
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
  verb->add_option("RUN", arguments->runs, "id or name of a run, or 'last'");
  CLI::Option* plugin =
      verb->add_option("--plugin", arguments->plugin, "add this plugin, with these settings")
          ->type_name("NAME [KEY=VALUE...]")
          ->expected(1, 1000);
  verb->add_option("--as", arguments->as, "what the new analysis is called, if not as its plugin")
      ->type_name("NAME")
      ->needs(plugin);
  verb->add_option("--weights", arguments->weights, "take the weights of the last epoch or of the best")
      ->check(one_of({"last", "best"}))
      ->type_name("WORD");
  verb->add_option("--only", arguments->only, "make this alone of what the run has")
      ->type_name("NAME")
      ->expected(1)
      ->take_all()
      ->excludes(plugin);
  verb->add_flag("--again", arguments->again, "also make what is made already");
  add_store_option(*verb, arguments->store);
  verb->add_option("--threads", arguments->threads, "threads to compute with; the bits do not depend on it")
      ->check(whole_number(1, 1024))
      ->type_name("N");
  verb->add_flag("--quiet", arguments->quiet, "print errors alone");
  verb->add_flag("--json", arguments->json, "print one JSON object a line");
  verb->callback([arguments, &status] {
    sort_words(*arguments);
    status = arguments->runs.empty()
                 ? report({catalogue::missing_argument("cae-lab analyse", "RUN", "id or name of a run")})
                 : analyse_runs(*arguments);
  });
}

}  // namespace cae::cli

#include "tools/cli/analyse_runs.h"

#include <algorithm>

#include "dsl/experiment/scalars.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/base/current_failure.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/finished_run.h"
#include "tools/cli/leave_run.h"
#include "tools/cli/progress_display.h"
#include "tools/cli/report.h"
#include "tools/cli/run_text.h"
#include "tools/cli/trained_model.h"

namespace cae::cli {
namespace {

// The plugin of the call with its settings, each as an experiment would read it.
PluginUse use_of(const AnalyseArguments& arguments) {
  PluginUse use{.plugin = arguments.plugin.front(), .as = arguments.as, .weights = arguments.weights};
  for (std::size_t i = 1; i < arguments.plugin.size(); ++i) {
    const std::string& word = arguments.plugin[i];
    const std::size_t equals = word.find('=');
    use.settings.push_back(
        {.name = word.substr(0, equals),
         .value = value_of({.kind = YamlNode::Kind::scalar, .text = word.substr(equals + 1)})});
  }
  return use;
}

AnalysisChoice choice_of(const AnalyseArguments& arguments) {
  AnalysisChoice choice{.only = arguments.only, .again = arguments.again, .weights = arguments.weights};
  if (!arguments.plugin.empty()) choice.added = use_of(arguments);
  return choice;
}

// The exit status.
int analyse_one(const StoredRun& stored, const AnalyseArguments& arguments, RunStore& store, ThreadPool& pool,
                ProgressDisplay& display) {
  const RunConfig config = config_with_model(stored, true);
  if (stored.status != RunStatus::done && !is_trained(store.folder(stored.name)))
    throw Failure(catalogue::training_not_done(stored.name, resume_command(stored, store.directory())));
  const ChoiceOutcome outcome =
      analyse_finished_run({stored, config}, choice_of(arguments), store, pool, RunListeners({&display}),
                           {.leave = [&] { leave_run(display, stored.id, store.directory()); }});
  if (outcome.nothing_to_make) {
    display.noted("all " + std::to_string(outcome.planned) + " analyses and pictures of " + stored.name +
                  " are made; --again makes them once more");
  }
  return outcome.failed > 0 ? 1 : 0;
}

}  // namespace

int analyse_runs(const AnalyseArguments& arguments) {
  std::move(RunStore::open(arguments.store, StoreAccess::read))
      .take();  // a store that is not there is not made
  RunStore store = RunStore::open(arguments.store, StoreAccess::write).take();
  const std::vector<std::int64_t> ids = find_runs(store, arguments.runs).take();
  ThreadPool pool(arguments.threads);
  watch_signals();
  ProgressDisplay display(style_of(arguments.json, arguments.quiet), {.store = store.directory()});
  int status = 0;
  for (const std::int64_t id : ids) {
    if (stop_signal() != 0) break;
    try {
      status = std::max(status, analyse_one(store.run(id).take(), arguments, store, pool, display));
    } catch (...) {
      status = std::max(status, report(current_failure()));
    }
  }
  return stop_signal() != 0 ? 128 + stop_signal() : status;
}

}  // namespace cae::cli

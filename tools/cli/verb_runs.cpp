// cae-lab runs: every run of a store, the newest last.
#include <memory>

#include "tools/cli/number_text.h"
#include "tools/cli/run_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

int list_runs(const std::string& directory) {
  const Result<RunStore> store = RunStore::open(directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<std::vector<RunSummary>> runs = store->runs();
  if (!runs) return report(runs.diagnostics());
  if (runs->empty()) {
    print("no run has been recorded yet\n");
    return 0;
  }
  TextTable table({{"run", Align::right},
                   {"experiment"},
                   {"variant"},
                   {"seed", Align::right},
                   {"status"},
                   {"epochs", Align::right},
                   {"best test", Align::right},
                   {"at", Align::right},
                   {"train", Align::right},
                   {"test", Align::right},
                   {"time", Align::right},
                   {"started (UTC)"}});
  for (const RunSummary& run : *runs) {
    table.add({{std::to_string(run.id)},
               {run.experiment},
               {run.variant},
               {std::to_string(run.seed)},
               status_cell(*store, run.name, run.status),
               {std::to_string(run.epochs) + "/" + std::to_string(run.epochs_planned)},
               {loss_text(run.best_test_loss)},
               {run.best_epoch ? std::to_string(*run.best_epoch) : "-"},
               {loss_text(run.final_train_loss)},
               {loss_text(run.final_test_loss)},
               {duration_text(run.seconds)},
               {time_text(run.started_at)}});
  }
  print(table.text());
  return 0;
}

}  // namespace

Verb runs_verb() {
  const auto directory = std::make_shared<std::string>("runs");
  return {.name = "runs",
          .help = "List the runs of a store, the newest last",
          .options = {store_option(*directory)},
          .run = [directory] { return list_runs(*directory); }};
}

}  // namespace cae::cli

// cae-lab runs: the runs of a store, the newest last, or those that are asked for; and what was submitted
// with it and is not done.
#include <memory>

#include "tools/cli/run_json.h"
#include "tools/cli/run_list.h"
#include "tools/cli/run_table.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/task_table.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct RunsCall {
  std::string directory = "runs";
  RunWish wish = {};
  RunColumn sort = RunColumn::run;
  bool reverse = false;
  bool json = false;
};

int list_runs(const RunsCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  Result<std::vector<RunSummary>> runs = store->runs();
  if (!runs) return report(runs.diagnostics());
  const bool none = runs->empty();
  std::erase_if(*runs, [&](const RunSummary& run) {
    return !call.wish.holds(run, status_cell(*store, run.name, run.status).text);
  });
  sort_runs(*runs, call.sort, call.reverse);
  if (call.json) {
    std::vector<Json> objects;
    for (const RunSummary& run : *runs) objects.push_back(summary_json(*store, run));
    print_json_array(objects);
  } else if (runs->empty()) {
    print(none ? "no run has been recorded yet\n" : "no run is like that\n");
  } else {
    print(run_table(*store, *runs, RunTableOf::store).text());
  }
  if (call.json) return 0;
  const Result<std::string> tasks = unfinished_tasks(call.directory);
  if (!tasks) return report(tasks.diagnostics());
  print(*tasks);
  return 0;
}

}  // namespace

Verb runs_verb() {
  const auto call = std::make_shared<RunsCall>();
  return {.name = "runs",
          .help = "List the runs of a store, the newest last",
          .options = {store_option(call->directory),
                      {.names = "--experiment",
                       .help = "only runs of this experiment",
                       .target = &call->wish.experiment,
                       .value = "NAME"},
                      {.names = "--variant",
                       .help = "only runs of this variant ('' is the file without its variants)",
                       .target = &call->wish.variant,
                       .value = "NAME"},
                      {.names = "--status",
                       .help = "only runs of this status",
                       .target = &call->wish.status,
                       .value = "WORD",
                       .check = one_of({"running", "done", "stopped", "failed", "interrupted"})},
                      {.names = "--tag",
                       .help = "only runs with this tag; cae-lab tag gives them",
                       .target = &call->wish.tag,
                       .value = "TAG"},
                      {.names = "--sort",
                       .help = "the column to sort by, the least first",
                       .target = WordField(&call->sort),
                       .value = "COLUMN",
                       .check = one_of(all_words<RunColumn>()),
                       .shows_default = true},
                      {.names = "--reverse", .help = "the largest first", .target = &call->reverse},
                      json_option(call->json, "print a JSON array of objects")},
          .run = [call] { return list_runs(*call); }};
}

}  // namespace cae::cli

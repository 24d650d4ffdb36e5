// cae-lab delete RUN...: removes runs with their files, after a question.
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/store.h"
#include "framework/base/count_text.h"
#include "framework/base/utf8.h"
#include "tools/cli/run_table.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct DeleteCall {
  std::vector<std::string> runs;
  std::string directory = "runs";
  bool yes = false;
};

bool is_confirmed(const RunStore& store, const std::vector<RunSummary>& runs) {
  print(run_table(store, runs, RunTableOf::store).text());
  print("delete " + counted(static_cast<std::int64_t>(runs.size()), "run") +
        ", with all files of the folders? [y/N] ");
  flush_output();
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

int delete_runs(const DeleteCall& call) {
  RunStore store = open_existing_store(call.directory);
  const Result<std::vector<std::int64_t>> ids = find_runs(store, call.runs);
  if (!ids) return report(ids.diagnostics());
  std::vector<RunSummary> runs = store.runs().take();
  std::erase_if(
      runs, [&](const RunSummary& run) { return std::find(ids->begin(), ids->end(), run.id) == ids->end(); });
  Diagnostics busy;
  for (const RunSummary& run : runs) {
    if (store.is_alive(run.name)) busy.push_back(catalogue::run_is_busy(run.name));
  }
  if (!busy.empty()) return report(busy);
  const bool can_ask = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  if (!call.yes && !can_ask) return report({catalogue::deletion_not_confirmed()});
  if (!call.yes && !is_confirmed(store, runs)) {
    print("nothing was deleted\n");
    return 1;
  }
  for (const RunSummary& run : runs) {
    std::move(store.delete_run(run.id)).take();
    print("deleted " + visible(run.name) + "\n");
  }
  return 0;
}

}  // namespace

Verb delete_verb() {
  const auto call = std::make_shared<DeleteCall>();
  return {.name = "delete",
          .help = "Delete runs and their files, after a question",
          .options = {{.names = "RUN",
                       .help = "ids or names of runs, or 'last'",
                       .target = &call->runs,
                       .required = true},
                      {.names = "--yes", .help = "delete without a question", .target = &call->yes},
                      store_option(call->directory)},
          .run = [call] { return delete_runs(*call); }};
}

}  // namespace cae::cli

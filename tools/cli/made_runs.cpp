#include "tools/cli/made_runs.h"

#include <algorithm>

#include "tools/cli/run_json.h"
#include "tools/cli/run_table.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {
namespace {

std::vector<RunSummary> made_runs(const RunStore& store, std::int64_t call) {
  const std::vector<RunSummary> all = store.runs().take();
  std::vector<RunSummary> made;
  for (const ChosenRun& chosen : store.call(call).take().runs) {
    const std::optional<std::int64_t> id = store.run_of_call(call, chosen).take();
    const auto run =
        std::find_if(all.begin(), all.end(), [&](const RunSummary& one) { return one.id == id; });
    if (run != all.end()) made.push_back(*run);
  }
  return made;
}

}  // namespace

void show_made_runs(const RunStore& store, std::int64_t call, DisplayStyle style) {
  if (style == DisplayStyle::quiet) return;
  const std::vector<RunSummary> runs = made_runs(store, call);
  if (runs.empty()) return;
  if (style == DisplayStyle::json) {
    Json event{{"event", "runs"}, {"runs", Json::array()}};
    for (const RunSummary& run : runs) event["runs"].push_back(summary_json(store, run));
    print_json_line(event);
    return;
  }
  print("\n" + run_table(store, runs, RunTableOf::command).text());
  flush_output();
}

bool has_stopped_runs(const RunStore& store, std::int64_t call) {
  const std::vector<RunSummary> made = made_runs(store, call);
  return std::any_of(made.begin(), made.end(),
                     [](const RunSummary& run) { return run.status == RunStatus::stopped; });
}

void note_left_runs(const RunStore& store, std::int64_t call, const RunFilter& filter,
                    ProgressDisplay& display) {
  const std::vector<RunSummary> made = made_runs(store, call);
  const std::vector<ChosenRun> chosen = store.call(call).take().runs;
  const bool left = std::any_of(chosen.begin(), chosen.end(),
                                [&](const ChosenRun& run) { return is_left(store, call, run, filter); });
  if (made.empty() || !left) return;
  display.noted("not all runs of the command are made; go on with: " +
                resume_command(store.run(made.front().id).take(), store.directory()));
}

}  // namespace cae::cli

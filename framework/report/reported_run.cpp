#include "framework/report/reported_run.h"

#include <utility>

namespace cae {
namespace {

ReportedRun read_run(const RunStore& store, RunChoice choice, const std::vector<RunSummary>& summaries) {
  ReportedRun run{.stored = std::move(choice.stored),
                  .config = std::move(choice.config),
                  .no_config = std::move(choice.no_config)};
  const std::int64_t id = run.stored.id;
  run.folder = store.folder(run.stored.name);
  run.status = run.stored.status;
  if (run.status == RunStatus::running && !store.is_alive(run.stored.name))
    run.status = RunStatus::interrupted;
  for (const RunSummary& summary : summaries) {
    if (summary.id == id) run.summary = summary;
  }
  run.epochs = store.epochs(id).take();
  run.metrics = store.metrics(id).take();
  run.analyses = store.analyses(id).take();
  run.artefacts = store.artefacts(id).take();
  run.warnings = store.warnings(id).take();
  run.tables = recorded_image_tables(store, run.analyses, run.artefacts);
  return run;
}

}  // namespace

Result<std::vector<ReportedRun>> read_reported_runs(const RunStore& store, std::vector<RunChoice> choices) {
  try {
    const std::vector<RunSummary> summaries = store.runs().take();
    std::vector<ReportedRun> runs;
    for (RunChoice& choice : choices) runs.push_back(read_run(store, std::move(choice), summaries));
    return runs;
  } catch (const Failure& failure) {
    return failure.diagnostics();
  }
}

std::string variant_title(const StoredRun& run) {
  return run.experiment + (run.variant.empty() ? "" : "/" + run.variant);
}

std::string run_title(const StoredRun& run) {
  return variant_title(run) + ", seed " + std::to_string(run.seed);
}

}  // namespace cae

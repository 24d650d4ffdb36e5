#include "framework/run/left_runs.h"

namespace cae {

bool is_run(const ChosenRun& chosen, const RunConfig& run) {
  return chosen.variant == run.variant && chosen.seed == run.train.seed;
}

bool is_run(const ChosenRun& chosen, const StoredRun& run) {
  return chosen.variant == run.variant && chosen.seed == run.seed;
}

bool is_left(const RunStore& store, std::int64_t call, const ChosenRun& chosen, const RunFilter& filter) {
  if (!filter.lets_through(chosen.variant, chosen.seed)) return false;
  const std::optional<std::int64_t> begun = store.run_of_call(call, chosen).take();
  if (!begun) return true;
  const StoredRun run = store.run(*begun).take();
  const bool stopped = run.status == RunStatus::stopped || run.status == RunStatus::interrupted ||
                       run.status == RunStatus::running;
  return stopped && !store.is_alive(run.name);
}

bool is_begun_elsewhere(const RunStore& store, std::int64_t call, const RunConfig& run) {
  return store.run_of_call(call, {run.variant, run.train.seed}).take().has_value();
}

bool is_taken_up_elsewhere(const RunStore& store, const StoredRun& run) {
  return store.is_alive(run.name) || store.run(run.id).take().status == RunStatus::done;
}

}  // namespace cae

#include "framework/run/finished_run.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/final_command.h"
#include "framework/plugin/use_names.h"
#include "framework/run/analysis_check.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/make_analyses.h"
#include "framework/run/record_end.h"
#include "framework/run/same_data.h"
#include "framework/run/stored_analyses.h"
#include "framework/train/augmentation.h"

namespace cae {
namespace {

// The place in the plan of the use that is added.
std::optional<std::size_t> add_use(const StoredRun& stored, const AnalysisChoice& choice,
                                   std::vector<PlannedAnalysis>& plan) {
  if (!choice.added) return std::nullopt;
  ResolvedPlugin use = resolve_plugin(*choice.added, PluginList::analyse, standard_plugin_folders()).take();
  std::vector<std::string> taken;
  for (PlannedAnalysis& analysis : plan) {
    // One that is not made may be given other settings.
    const bool replaced = !use.as.empty() && analysis.name == use.as;
    if (replaced && analysis.use && !analysis.wanted && !choice.again)
      throw Failure(catalogue::analysis_name_taken(stored.name, use.as));
    if (!replaced) taken.push_back(analysis.name);
    analysis.wanted = false;
  }
  const std::string name = name_uses({{use.plugin.name(), use.as, use.as_place}}, taken).take().front();
  const auto same = std::find_if(plan.begin(), plan.end(),
                                 [&](const PlannedAnalysis& analysis) { return analysis.name == name; });
  PlannedAnalysis added = planned_use(name, use, 0);
  if (same != plan.end()) {
    added.position = same->position;
    *same = std::move(added);
    return static_cast<std::size_t>(same - plan.begin());
  }
  added.position = static_cast<std::size_t>(
      std::count_if(plan.begin(), plan.end(), [](const PlannedAnalysis& a) { return a.use.has_value(); }));
  plan.push_back(std::move(added));
  return plan.size() - 1;
}

void choose(const StoredRun& stored, const AnalysisChoice& choice, std::vector<PlannedAnalysis>& plan) {
  std::vector<std::string> names;
  for (const PlannedAnalysis& analysis : plan) names.push_back(analysis.name);
  for (const std::string& name : choice.only) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw Failure(catalogue::unknown_analysis(stored.name, name, names));
  }
  for (PlannedAnalysis& analysis : plan) {
    const bool named = choice.only.empty() ||
                       std::find(choice.only.begin(), choice.only.end(), analysis.name) != choice.only.end();
    analysis.wanted = named && (choice.again || analysis.wanted);
    if (analysis.wanted && !choice.weights.empty() && !analysis.weights.empty()) {
      analysis.weights = choice.weights;
      analysis.says_weights = true;
    }
  }
}

// The best weights that the call asks for are there: else what is made of others would go.
void check_best_weights(const std::string& folder, const std::vector<PlannedAnalysis>& plan) {
  const bool best = std::any_of(plan.begin(), plan.end(), [](const PlannedAnalysis& analysis) {
    return analysis.wanted && analysis.says_weights && analysis.weights == "best";
  });
  std::error_code ignored;
  if (best && !std::filesystem::exists(best_checkpoint(folder), ignored))
    throw Failure(catalogue::no_best_weights(best_checkpoint(folder)));
}

// Wants what reads a table that is made again, also through others, and what was made of the table before:
// the names of those whose results are not those of the plan any more. `before` is the plan as the store has
// it.
std::vector<std::string> want_readers(const std::vector<AnalysisRecord>& records,
                                      const std::vector<PlannedAnalysis>& before,
                                      std::vector<PlannedAnalysis>& plan) {
  std::vector<std::string> outdated;
  std::vector<bool> changes(plan.size(), false);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto reads_changed = [&](const PlannedAnalysis& analysis) {
      return std::any_of(analysis.needs.begin(), analysis.needs.end(),
                         [&](std::size_t need) { return changes[need]; });
    };
    const AnalysisRecord now = record_of(plan[i]);
    const bool other = now.settings != records[i].settings || now.weights != records[i].weights;
    const bool reader = reads_changed(plan[i]) || reads_changed(before[i]);
    changes[i] = plan[i].wanted || reader;
    if (!reader && !(plan[i].wanted && other)) continue;
    outdated.push_back(plan[i].name);
    if (records[i].status == AnalysisStatus::done) plan[i].wanted = true;
  }
  return outdated;
}

// Weights that the call asks for and a table that is read cannot have.
void refuse_mixed_weights(const std::vector<PlannedAnalysis>& plan) {
  for (const PlannedAnalysis& analysis : plan) {
    if (analysis.wanted && analysis.says_weights && !analysis.problems.empty() &&
        analysis.problems.front().code == "E867")
      throw Failure(analysis.problems);
  }
}

// An earlier version may have called a run failed whose training was done.
void record(RunStore& store, const StoredRun& stored, const std::vector<PlannedAnalysis>& plan,
            const std::vector<std::string>& outdated) {
  if (stored.status != RunStatus::done) {
    std::move(store.record_trained(stored.id, records_of(plan))).take();
    return;
  }
  std::vector<AnalysisRecord> wanted;
  for (const PlannedAnalysis& analysis : plan) {
    if (analysis.wanted && analysis.problems.empty()) wanted.push_back(record_of(analysis));
  }
  std::move(store.plan_analyses(stored.id, wanted, outdated)).take();
}

}  // namespace

ChoiceOutcome analyse_finished_run(const FinishedRun& run, const AnalysisChoice& choice, RunStore& store,
                                   ThreadPool& pool, const RunListeners& listeners,
                                   const RunControl& control) {
  const auto& [stored, config] = run;
  const std::vector<AnalysisRecord> records = store.analyses(stored.id).take();
  std::vector<PlannedAnalysis> plan = records.empty() ? plan_of(config).take() : plan_of(records);
  std::vector<PlannedAnalysis> before = plan;
  const std::optional<std::size_t> added = add_use(stored, choice, plan);
  if (!added) choose(stored, choice, plan);
  if (std::none_of(plan.begin(), plan.end(), [](const PlannedAnalysis& a) { return a.wanted; }))
    return {.planned = plan.size(), .nothing_to_make = true};
  const DataSets data = load_same_data(stored, config);
  const RunOutline outline = outline_of(config, *config.model, data, pool.threads());
  check_analyses(before, outline);
  check_analyses(plan, outline);
  if (added && !plan[*added].problems.empty()) throw Failure(plan[*added].problems);
  refuse_mixed_weights(plan);
  check_best_weights(store.folder(stored.name), plan);
  const std::vector<PlannedAnalysis> asked_for = plan;
  const std::vector<std::string> outdated = want_readers(records, before, plan);

  const HeldSignals held;
  const StartedRun taken = store.take_run(stored.id).take();
  record(store, stored, plan, outdated);
  std::vector<PluginInstance> augmentations =
      make_augmentations(resolve_augmentations(config.augment), config.train.seed);
  const FinalCommand at_end(record_of_end(store.directory(), taken.id));
  listeners.tell(&RunListener::analyses_started,
                 RunStart{.id = taken.id, .name = taken.name, .folder = taken.folder});
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (plan[i].wanted && !asked_for[i].wanted)
      listeners.tell(&RunListener::noted, plan[i].name + " reads what is made again, and is made again too");
  }
  const AnalysisOutcome made = make_analyses(plan, {config, *config.model, data, augmentations, store, taken},
                                             pool, listeners, control);
  store.release_run(stored.id);
  listeners.tell(
      &RunListener::ended,
      RunEnded{.how = RunEnd::analysed, .analyses_failed = made.failed, .analyses_left = made.left});
  return {.planned = plan.size(), .failed = made.failed};
}

}  // namespace cae

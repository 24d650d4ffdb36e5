#include "tools/cli/analyse_runs.h"

#include <algorithm>
#include <filesystem>

#include "dsl/experiment/read_resolved.h"
#include "dsl/experiment/scalars.h"
#include "dsl/model/model.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/base/current_failure.h"
#include "framework/base/final_command.h"
#include "framework/plugin/use_names.h"
#include "framework/run/analysis_check.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"
#include "framework/run/make_analyses.h"
#include "framework/run/stored_analyses.h"
#include "framework/train/augmentation.h"
#include "tools/cli/analysis_screen.h"
#include "tools/cli/record_end.h"
#include "tools/cli/report.h"
#include "tools/cli/run_text.h"
#include "tools/cli/stop_signal.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

DisplayStyle style_of(const AnalyseArguments& arguments) {
  if (arguments.json) return DisplayStyle::json;
  if (arguments.quiet) return DisplayStyle::quiet;
  return has_live_lines() ? DisplayStyle::live : DisplayStyle::lines;
}

// The plugin of the call with its settings, each as an experiment would read it.
PluginUse use_of(const AnalyseArguments& arguments) {
  PluginUse use{.plugin = arguments.plugin.front(),
                .as = arguments.as,
                .weights = arguments.weights.empty() ? "last" : arguments.weights};
  for (std::size_t i = 1; i < arguments.plugin.size(); ++i) {
    const std::string& word = arguments.plugin[i];
    const std::size_t equals = word.find('=');
    use.settings.push_back(
        {.name = word.substr(0, equals),
         .value = value_of({.kind = YamlNode::Kind::scalar, .text = word.substr(equals + 1)})});
  }
  return use;
}

// Where the run found its data, if it still lies there; else where its settings say.
void take_recorded_paths(const std::vector<InputRecord>& inputs, DataConfig& data) {
  const std::pair<const char*, std::string*> paths[] = {{"training images", &data.train.images},
                                                        {"training labels", &data.train.labels},
                                                        {"test images", &data.test.images},
                                                        {"test labels", &data.test.labels}};
  for (const InputRecord& input : inputs) {
    for (const auto& [role, path] : paths) {
      std::error_code ignored;
      if (input.role == role && !path->empty() && std::filesystem::exists(input.path, ignored))
        *path = input.path;
    }
  }
}

Status check_data_is_there(const DataConfig& data, const std::string& run) {
  for (const std::string& path : {data.train.images, data.train.labels, data.test.images, data.test.labels}) {
    std::error_code ignored;
    if (!path.empty() && !std::filesystem::exists(path, ignored))
      return catalogue::data_of_run_missing(path, run);
  }
  return Done{};
}

Result<RunConfig> config_of(const StoredRun& stored) {
  std::optional<RunConfig> config = read_resolved(stored.configuration);
  if (!config) return catalogue::damaged_configuration(stored.name, "it is not what a run records");
  config->experiment = stored.experiment;
  config->variant = stored.variant;
  config->train.seed = stored.seed;
  config->model_file = stored.model_file;
  config->model_text = stored.model_text;
  take_recorded_paths(stored.inputs, config->data);
  if (const Status there = check_data_is_there(config->data, stored.name); !there) return there.diagnostics();
  return *std::move(config);
}

class RunAnalyser {
 public:
  RunAnalyser(const AnalyseArguments& arguments, RunStore store, ThreadPool& pool)
      : arguments_(arguments), store_(std::move(store)), pool_(pool), display_(style_of(arguments)) {}

  int analyse(const std::vector<std::int64_t>& ids) {
    for (const std::int64_t id : ids) {
      if (stop_signal() != 0) break;
      try {
        analyse_one(store_.run(id).take());
      } catch (...) {
        status_ = std::max(status_, report(current_failure()));
      }
    }
    return stop_signal() != 0 ? 128 + stop_signal() : status_;
  }

 private:
  void analyse_one(const StoredRun& stored) {
    const RunConfig config = config_of(stored).take();
    const bool was_done = stored.status == RunStatus::done;
    if (!was_done && !is_trained(store_.folder(stored.name))) {
      throw Failure(catalogue::training_not_done(stored.name, resume_command(stored, store_.directory())));
    }
    const std::vector<AnalysisRecord> records = store_.analyses(stored.id).take();
    std::vector<PlannedAnalysis> plan = records.empty() ? plan_of(config).take() : plan_of(records);
    const std::optional<std::size_t> added = add_use(stored, plan);
    if (!added) choose(stored, plan);
    if (std::none_of(plan.begin(), plan.end(), [](const PlannedAnalysis& a) { return a.wanted; })) {
      display_.note("all " + std::to_string(plan.size()) + " analyses and pictures of " + stored.name +
                    " are made; --again makes them once more");
      return;
    }
    make(stored, config, plan, added);
  }

  // The place in the plan of what --plugin asks for.
  std::optional<std::size_t> add_use(const StoredRun& stored, std::vector<PlannedAnalysis>& plan) const {
    if (arguments_.plugin.empty()) return std::nullopt;
    ResolvedPlugin use =
        resolve_plugin(use_of(arguments_), PluginList::analyse, standard_plugin_folders()).take();
    std::vector<std::string> taken;
    for (PlannedAnalysis& analysis : plan) {
      // One that is not made may be given other settings.
      const bool replaced = !use.as.empty() && analysis.name == use.as;
      if (replaced && !analysis.wanted && !arguments_.again)
        throw Failure(catalogue::analysis_name_taken(stored.name, use.as));
      if (!replaced) taken.push_back(analysis.name);
      analysis.wanted = false;
    }
    const std::string name = name_uses({{use.plugin.name(), use.as, use.as_place}}, taken).take().front();
    const auto same = std::find_if(plan.begin(), plan.end(),
                                   [&](const PlannedAnalysis& analysis) { return analysis.name == name; });
    PlannedAnalysis added{.name = name, .weights = use.weights, .use = use};
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

  void choose(const StoredRun& stored, std::vector<PlannedAnalysis>& plan) const {
    std::vector<std::string> names;
    for (const PlannedAnalysis& analysis : plan) names.push_back(analysis.name);
    for (const std::string& name : arguments_.only) {
      if (std::find(names.begin(), names.end(), name) == names.end())
        throw Failure(catalogue::unknown_analysis(stored.name, name, names));
    }
    for (PlannedAnalysis& analysis : plan) {
      const bool named = arguments_.only.empty() || std::find(arguments_.only.begin(), arguments_.only.end(),
                                                              analysis.name) != arguments_.only.end();
      analysis.wanted = named && (arguments_.again || analysis.wanted);
      if (analysis.wanted && !arguments_.weights.empty() && !analysis.weights.empty()) {
        analysis.weights = arguments_.weights;
        if (analysis.use) analysis.use->weights = arguments_.weights;
      }
    }
  }

  void make(const StoredRun& stored, const RunConfig& config, std::vector<PlannedAnalysis>& plan,
            std::optional<std::size_t> added) {
    const Graph model = build_model(config.model_text, config.model_file, config.parameters).take();
    if (!stored.inputs.empty()) {
      std::move(check_inputs(stored.name, stored.inputs, sum_inputs(config).take())).take();
    }
    const Shape& in = model.nodes[static_cast<std::size_t>(model.input)].shape;
    const DataSets data = load_data(config.data, {in.height, in.width, in.channels}).take();
    check_analyses(plan, outline_of(config, model, data, pool_.threads()));
    if (added && !plan[*added].problems.empty()) throw Failure(plan[*added].problems);

    const HeldSignals held;
    const StartedRun taken = store_.take_run(stored.id).take();
    record(stored, plan);
    std::vector<PluginInstance> augmentations = make_augmentations(config);
    const FinalCommand at_end(record_of_end(store_.directory(), taken.id));
    display_.analyses_started(taken.name, taken.id);
    const AnalysisOutcome outcome =
        make_analyses(plan, {config, model, data, augmentations, store_, taken}, pool_,
                      analysis_observer(display_, taken, store_.directory()));
    store_.release_run(stored.id);
    if (outcome.failed > 0) status_ = std::max(status_, 1);
    if (outcome.interrupted) {
      display_.note("make the analyses that are left with: " + analyse_command(taken.id, store_.directory()));
      return;
    }
    if (outcome.failed == 0) display_.run_ended("analysed", taken.folder);
  }

  // An earlier version may have called a run failed whose training was done.
  void record(const StoredRun& stored, const std::vector<PlannedAnalysis>& plan) {
    if (stored.status != RunStatus::done) {
      std::move(store_.record_trained(stored.id, records_of(plan))).take();
      return;
    }
    std::vector<AnalysisRecord> wanted;
    for (const PlannedAnalysis& analysis : plan) {
      if (analysis.wanted && analysis.problems.empty()) wanted.push_back(record_of(analysis));
    }
    std::move(store_.plan_analyses(stored.id, wanted)).take();
  }

  const AnalyseArguments& arguments_;
  RunStore store_;
  ThreadPool& pool_;
  ProgressDisplay display_;
  int status_ = 0;
};

}  // namespace

int analyse_runs(const AnalyseArguments& arguments) {
  std::move(RunStore::open(arguments.store, StoreAccess::read))
      .take();  // a store that is not there is not made
  RunStore store = RunStore::open(arguments.store, StoreAccess::write).take();
  const std::vector<std::int64_t> ids = find_runs(store, arguments.runs).take();
  ThreadPool pool(arguments.threads);
  watch_signals();
  return RunAnalyser(arguments, std::move(store), pool).analyse(ids);
}

}  // namespace cae::cli

#include "tools/cli/foresight.h"

#include <set>
#include <tuple>

#include "framework/draw/plot_check.h"
#include "framework/run/analysis_check.h"
#include "framework/run/resolved_json.h"
#include "framework/run/stored_analyses.h"
#include "framework/train/fit_checks.h"
#include "framework/train/validation.h"
#include "framework/train/weights.h"

namespace cae::cli {
namespace {

// Each once, however many variants and seeds repeat it.
class ProblemList {
 public:
  void add(const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
      const Place& place = diagnostic.place;
      if (known_.emplace(place.file, place.line, place.column, diagnostic.message).second)
        problems_.push_back(diagnostic);
    }
  }
  Diagnostics take() && { return std::move(problems_); }

 private:
  Diagnostics problems_;
  std::set<std::tuple<std::string, int, int, std::string>> known_;
};

// That the weights that training begins with are the model's.
Diagnostics check_start_weights(const TrainConfig& train, const Graph& model) {
  if (train.init.empty()) return {};
  ParameterArrays weights(model);
  return load_weights(train.init, weights).diagnostics();
}

}  // namespace

std::string data_key(const RunConfig& config, const ImageShape& shape) {
  RunConfig data;
  data.data = config.data;
  return resolved_json(data) + to_string(shape);
}

Foresight foresee(const RunConfig& config, const Graph& model, const DataSets& data, int threads) {
  Result<std::vector<PlannedAnalysis>> plan = plan_of(config);
  if (!plan) return {.problems = plan.diagnostics()};
  Foresight foresight{.plan = *std::move(plan)};
  foresight.problems = check_start_weights(config.train, model);
  const Diagnostics refused = check_analyses(foresight.plan, outline_of(config, model, data, threads));
  foresight.problems.insert(foresight.problems.end(), refused.begin(), refused.end());
  return foresight;
}

Diagnostics foresee(const std::vector<RunConfig>& runs, int threads) {
  ProblemList problems;
  std::string key;
  Result<DataSets> data = DataSets{};  // of that key
  std::set<std::string> seen;
  for (RunConfig config : runs) {
    config.train.seed = 1;  // decides nothing here
    if (!seen.insert(config.model_text + resolved_json(config)).second) continue;
    const Graph& model = *config.model;
    const ImageShape shape = input_shape(model);
    if (const std::string wanted = data_key(config, shape); wanted != key) {
      data = load_data(config.data, shape);
      key = wanted;
    }
    if (!data) {
      problems.add(data.diagnostics());
      continue;
    }
    if (const Status targets = check_targets(model, *data, config.train); !targets)
      problems.add(targets.diagnostics());
    const auto kept_back = validation_samples(config.data, config.train.seed, data->train.count);
    if (!kept_back) problems.add(kept_back.diagnostics());
    problems.add(foresee(config, model, *data, threads).problems);
  }
  if (const Status plots = check_plots(); !plots) problems.add(plots.diagnostics());
  return std::move(problems).take();
}

}  // namespace cae::cli

#include "tools/cli/run_cost.h"

#include <utility>

#include "dsl/model/model.h"
#include "framework/profile/work_amount.h"
#include "framework/run/stored_config.h"
#include "tools/cli/step_timer.h"

namespace cae::cli {
namespace {

std::optional<double> image_flops(const StoredRun& run) {
  const Result<RunConfig> config = stored_config_without_data(run);
  if (!config) return std::nullopt;
  const Result<Graph> model = build_model(run.model_text, run.model_file, config->parameters);
  if (!model) return std::nullopt;
  return forward_operations(*model);
}

}  // namespace

RunCost cost_of(const StoredRun& run, const std::vector<std::vector<EpochRecord>>& epochs) {
  std::vector<double> seconds;
  for (const std::vector<EpochRecord>& list : epochs) {
    for (const EpochRecord& epoch : list) seconds.push_back(epoch.seconds);
  }
  return {run.parameters, image_flops(run),
          seconds.empty() ? std::nullopt : std::optional(median(std::move(seconds)))};
}

}  // namespace cae::cli

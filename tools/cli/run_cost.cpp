#include "tools/cli/run_cost.h"

#include <algorithm>

#include "dsl/model/model.h"
#include "framework/profile/work_amount.h"
#include "framework/run/stored_config.h"

namespace cae::cli {
namespace {

std::optional<double> image_flops(const StoredRun& run) {
  const Result<RunConfig> config = stored_config_without_data(run);
  if (!config) return std::nullopt;
  const Result<Graph> model = build_model(run.model_text, run.model_file, config->parameters);
  if (!model) return std::nullopt;
  return forward_operations(*model);
}

std::optional<double> median_if_any(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

}  // namespace

RunCost cost_of(const StoredRun& run, const std::vector<std::vector<EpochRecord>>& epochs) {
  std::vector<double> seconds;
  for (const std::vector<EpochRecord>& list : epochs) {
    for (const EpochRecord& epoch : list) seconds.push_back(epoch.seconds);
  }
  return {run.parameters, image_flops(run), median_if_any(seconds)};
}

}  // namespace cae::cli

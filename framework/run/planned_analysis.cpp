#include "framework/run/planned_analysis.h"

#include <nlohmann/json.hpp>

#include "framework/plugin/use_names.h"

namespace cae {

Result<std::vector<PlannedAnalysis>> plan_analyses(const std::vector<ResolvedPlugin>& uses) {
  std::vector<NamedUse> named;
  for (const ResolvedPlugin& use : uses) named.push_back({use.plugin.name(), use.as, use.as_place});
  const Result<std::vector<std::string>> names = name_uses(named);
  if (!names) return names.diagnostics();
  std::vector<PlannedAnalysis> plan = {{.name = std::string(losses_picture)},
                                       {.name = std::string(reconstructions_picture), .weights = "last"}};
  for (std::size_t i = 0; i < uses.size(); ++i) plan.push_back(planned_use((*names)[i], uses[i], i));
  return plan;
}

PlannedAnalysis planned_use(const std::string& name, const ResolvedPlugin& use, std::size_t position) {
  return {.name = name,
          .weights = use.weights.empty() ? "last" : use.weights,
          .says_weights = !use.weights.empty(),
          .use = use,
          .position = position};
}

AnalysisRecord record_of(const PlannedAnalysis& analysis) {
  nlohmann::json settings = nlohmann::json::object();
  if (analysis.use) {
    for (const Setting& setting : analysis.use->settings) {
      settings[setting.name] =
          std::visit([](const auto& value) -> nlohmann::json { return value; }, setting.value);
    }
  }
  return {.name = analysis.name,
          .plugin = analysis.use ? analysis.use->plugin.name() : "",
          .settings = settings.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
          .weights = analysis.weights};
}

std::vector<AnalysisRecord> records_of(const std::vector<PlannedAnalysis>& plan) {
  std::vector<AnalysisRecord> records;
  for (const PlannedAnalysis& analysis : plan) records.push_back(record_of(analysis));
  return records;
}

}  // namespace cae

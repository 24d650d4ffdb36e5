#include "framework/run/stored_analyses.h"

#include <nlohmann/json.hpp>

#include "framework/base/catalogue/analysis.h"
#include "framework/plugin/plugin_folders.h"
#include "framework/run/setting_value.h"

namespace cae {
namespace {

using nlohmann::json;

PluginUse use_of(const AnalysisRecord& record) {
  PluginUse use{.plugin = record.plugin,
                .as = record.name == record.plugin ? "" : record.name,
                .weights = record.weights};
  const json settings = json::parse(record.settings, nullptr, false);
  if (!settings.is_object()) return use;
  for (const auto& [name, value] : settings.items())
    use.settings.push_back({.name = name, .value = setting_value(value)});
  return use;
}

}  // namespace

std::vector<PlannedAnalysis> plan_of(const std::vector<AnalysisRecord>& records) {
  std::vector<PlannedAnalysis> plan;
  std::size_t position = 0;
  for (const AnalysisRecord& record : records) {
    PlannedAnalysis analysis{
        .name = record.name, .weights = record.weights, .wanted = record.status != AnalysisStatus::done};
    if (!record.plugin.empty()) {
      analysis.position = position++;
      Result<ResolvedPlugin> use =
          resolve_plugin(use_of(record), PluginList::analyse, standard_plugin_folders());
      if (use) {
        analysis.use = *std::move(use);
      } else {
        analysis.problems = use.diagnostics();
      }
    }
    plan.push_back(std::move(analysis));
  }
  return plan;
}

Result<std::vector<PlannedAnalysis>> plan_of(const RunConfig& config) {
  std::vector<ResolvedPlugin> uses;
  for (const PluginUse& use : config.analyse) {
    Result<ResolvedPlugin> resolved = resolve_plugin(use, PluginList::analyse, standard_plugin_folders());
    if (!resolved) return resolved.diagnostics();
    uses.push_back(*std::move(resolved));
  }
  return plan_analyses(uses);
}

}  // namespace cae

#include "tools/cli/profiled_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dsl/model/model.h"
#include "framework/base/catalogue/store.h"
#include "framework/passes/pass.h"

namespace cae::cli {
namespace {

// The model's params and the passes left out, as the record has them.
struct RunSettings {
  ParameterValues parameters;
  std::vector<std::string> disabled_passes;
};

RunSettings settings_of(const StoredRun& run) {
  const auto json = nlohmann::json::parse(run.configuration, nullptr, false);
  RunSettings settings;
  if (!json.is_object()) return settings;
  if (json.contains("set") && json["set"].is_object()) {
    for (const auto& [name, value] : json["set"].items()) {
      if (value.is_number()) settings.parameters.emplace_back(name, value.get<double>());
    }
  }
  const nlohmann::json options = json.value("options", nlohmann::json::object());
  if (options.is_object() && options.contains("disable-pass"))
    settings.disabled_passes = options["disable-pass"].get<std::vector<std::string>>();
  return settings;
}

GraphTimes times_of(const std::vector<ProfileRecord>& rows) {
  std::map<std::string, double> layers;
  std::string others;
  double all = 0.0;
  double most = 0.0;
  for (const ProfileRecord& row : rows) {
    all += row.seconds;
    if (!row.node.empty()) most = std::max(most, layers[row.layer] += row.seconds);
  }
  GraphTimes times;
  for (const auto& [layer, seconds] : layers) {
    times.layers[layer] = {.heat = most > 0.0 ? seconds / most : 0.0,
                           .text = fmt::format("{:.2f} ms, {:.1f} %", seconds * 1e3, 100.0 * seconds / all)};
  }
  for (const ProfileRecord& row : rows) {
    if (row.node.empty())
      others +=
          fmt::format("{}{} {:.1f} %", others.empty() ? "" : ", ", row.direction, 100.0 * row.seconds / all);
  }
  times.captions = {fmt::format("a step: {:.2f} ms of all threads together", all * 1e3), others};
  return times;
}

}  // namespace

Result<ProfiledGraph> profiled_graph(const RunStore& store, const std::string& run) {
  const Result<std::int64_t> id = store.find(run);
  if (!id) return id.diagnostics();
  const Result<StoredRun> stored = store.run(*id);
  if (!stored) return stored.diagnostics();
  const Result<std::vector<ProfileRecord>> rows = store.profile(*id);
  if (!rows) return rows.diagnostics();
  if (rows->empty()) return catalogue::no_profile(stored->name);
  const RunSettings settings = settings_of(*stored);
  const Result<Graph> model = build_model(stored->model_text, stored->model_file, settings.parameters);
  if (!model) return model.diagnostics();
  ProfiledGraph result{
      .graph = optimise(*model, {.disabled = settings.disabled_passes, .training = true, .kept = {}}),
      .times = times_of(*rows)};
  result.graph.name += ", run " + stored->name;
  return result;
}

}  // namespace cae::cli

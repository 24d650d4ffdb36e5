#include "framework/report/run_json.h"

#include "framework/base/utf8.h"
#include "framework/base/visible_text.h"
#include "framework/report/json_numbers.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/flat_settings.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

using nlohmann::json;

// One text of the files' own is enough.
json settings_json(const std::string& configuration) {
  json settings = json::array();
  for (const auto& [key, value] : flat_settings(configuration)) {
    if (!value.empty() && value.find('\n') == std::string::npos)
      settings.push_back({visible(key), visible(value)});
  }
  return settings;
}

json losses_json(const std::vector<EpochRecord>& epochs) {
  json losses = {{"epoch", json::array()}, {"train", json::array()}, {"validation", json::array()},
                 {"test", json::array()},  {"rate", json::array()},  {"seconds", json::array()}};
  for (const EpochRecord& epoch : epochs) {
    losses["epoch"].push_back(epoch.epoch);
    losses["train"].push_back(rounded(epoch.train_loss, 9));
    losses["validation"].push_back(json_or_null(epoch.validation_loss));
    losses["test"].push_back(json_or_null(epoch.test_loss));
    losses["rate"].push_back(rounded(epoch.learning_rate));
    losses["seconds"].push_back(rounded(epoch.seconds));
  }
  return losses;
}

json metrics_json(const std::vector<MetricRecord>& metrics) {
  json list = json::array();
  for (const MetricRecord& metric : metrics) {
    list.push_back({{"analysis", visible(metric.analysis)},
                    {"name", visible(metric.name)},
                    {"split", visible(metric.split)},
                    {"class", visible(metric.class_name)},
                    {"value", rounded(metric.value, 9)}});
  }
  return list;
}

json analyses_json(const std::vector<AnalysisRecord>& analyses) {
  json list = json::array();
  for (const AnalysisRecord& analysis : analyses) {
    list.push_back({{"name", visible(analysis.name)},
                    {"plugin", visible(analysis.plugin)},
                    {"weights", visible(analysis.weights)},
                    {"settings", visible_json(analysis.settings)},
                    {"status", name_of(analysis.status)},
                    {"error", visible(analysis.error.substr(0, analysis.error.find('\n')))}});
  }
  return list;
}

json plugins_json(const std::vector<PluginRecord>& plugins) {
  json list = json::array();
  for (const PluginRecord& plugin : plugins) {
    list.push_back({{"name", visible(plugin.name)},
                    {"version", visible(plugin.version)},
                    {"sum", visible(plugin.sha256)}});
  }
  return list;
}

json inputs_json(const std::vector<InputRecord>& inputs) {
  json list = json::array();
  for (const InputRecord& input : inputs) {
    list.push_back({{"role", visible(input.role)},
                    {"path", visible(input.path)},
                    {"array", visible(input.array)},
                    {"bytes", input.bytes},
                    {"sampled", input.sampled},
                    {"sum", visible(input.sum)}});
  }
  return list;
}

json warnings_json(const std::vector<WarningRecord>& warnings) {
  json list = json::array();
  for (const WarningRecord& warning : warnings)
    list.push_back({{"code", visible(warning.code)}, {"text", visible(warning.text)}});
  return list;
}

// What the losses are of; "" where the record does not say.
std::string loss_name(const ReportedRun& run) {
  if (!run.config || run.config->model == nullptr) return "";
  const Graph& model = *run.config->model;
  const std::string name(reconstruction_loss(model, run.config->train).name);
  return model.outputs.size() > 1 ? name + " and other terms" : name;
}

json facts_json(const ReportedRun& run) {
  const StoredRun& stored = run.stored;
  return {{"id", stored.id},
          {"name", visible(stored.name)},
          {"title", visible(run_title(stored))},
          {"experiment", visible(stored.experiment)},
          {"variant", visible(stored.variant)},
          {"seed", std::to_string(stored.seed)},  // as text: it may be above 2^53
          {"status", name_of(run.status)},
          {"error", visible(stored.error.substr(0, stored.error.find('\n')))},
          {"ended_by", visible(stored.end_reason)},
          {"started", visible(stored.started_at)},
          {"finished", visible(stored.finished_at)},
          {"worked_seconds", json_or_null(stored.seconds)},
          {"parameters", stored.parameters},
          {"trainable", stored.trainable_parameters},
          {"epochs_planned", stored.epochs_planned},
          {"best_epoch", run.summary.best_epoch ? json(*run.summary.best_epoch) : json(nullptr)},
          {"loss", loss_name(run)}};
}

}  // namespace

json run_json(const ReportedRun& run) {
  const StoredRun& stored = run.stored;
  json value = facts_json(run);
  value["machine"] = {
      {"cpu", visible(stored.cpu)}, {"isa", visible(stored.isa)}, {"threads", stored.threads}};
  value["versions"] = {{"cae_lab", visible(stored.cae_lab_version)},
                       {"onednn", visible(stored.onednn_version)},
                       {"git", visible(stored.git_revision.value_or(""))}};
  value["command"] = visible(stored.command);
  value["files"] = {{"experiment", visible(stored.experiment_file)}, {"model", visible(stored.model_file)}};
  value["settings"] = settings_json(stored.configuration);
  value["losses"] = losses_json(run.epochs);
  value["metrics"] = metrics_json(run.metrics);
  value["analyses"] = analyses_json(run.analyses);
  value["plugins"] = plugins_json(stored.plugins);
  value["inputs"] = inputs_json(stored.inputs);
  value["warnings"] = warnings_json(run.warnings);
  return value;
}

}  // namespace cae

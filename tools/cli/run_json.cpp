#include "tools/cli/run_json.h"

#include <algorithm>

#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

// The objects that `make` makes of records; nothing with its diagnostics where they could not be read.
template <class Record, class Make>
Json array_of(const Result<std::vector<Record>>& records, Diagnostics& problems, Make make) {
  Json array = Json::array();
  if (!records) {
    problems.insert(problems.end(), records.diagnostics().begin(), records.diagnostics().end());
    return array;
  }
  for (const Record& record : *records) array.push_back(make(record));
  return array;
}

// What the store has as a text; null where that is not JSON.
Json parsed(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json(nullptr) : json;
}

Json epoch_json(const EpochRecord& epoch) {
  return {{"epoch", epoch.epoch},
          {"train_loss", epoch.train_loss},
          {"validation_loss", optional_json(epoch.validation_loss)},
          {"test_loss", optional_json(epoch.test_loss)},
          {"seconds", epoch.seconds},
          {"learning_rate", epoch.learning_rate},
          {"images_per_second", epoch.images_per_second}};
}

Json metric_json(const MetricRecord& metric) {
  return {{"analysis", metric.analysis},
          {"name", metric.name},
          {"split", text_or_null(metric.split)},
          {"class", text_or_null(metric.class_name)},
          {"value", metric.value}};
}

Json artefact_json(const ArtefactRecord& artefact) {
  return {{"kind", artefact.kind},
          {"path", artefact.path},
          {"description", artefact.description},
          {"analysis", text_or_null(artefact.analysis)}};
}

Json analysis_json(const AnalysisRecord& analysis) {
  return {{"analysis", analysis.name},
          {"plugin", text_or_null(analysis.plugin)},
          {"settings", parsed(analysis.settings)},
          {"weights", text_or_null(analysis.weights)},
          {"status", name_of(analysis.status)},
          {"error", text_or_null(analysis.error)},
          {"seconds", optional_json(analysis.seconds)}};
}

Json warning_json(const WarningRecord& warning) {
  return {{"code", warning.code}, {"text", warning.text}, {"help", warning.help}};
}

Json plugin_json(const PluginRecord& plugin) {
  return {
      {"name", plugin.name}, {"version", plugin.version}, {"path", plugin.path}, {"sha256", plugin.sha256}};
}

Json input_json(const InputRecord& input) {
  return {{"role", input.role},
          {"path", input.path},
          {"array", text_or_null(input.array)},
          {"files", input.files},
          {"bytes", input.bytes},
          {"sampled", input.sampled},
          {"sum", input.sum},
          {"modified_ns", input.modified_ns}};
}

Json record_json(const RunStore& store, const StoredRun& run) {
  Json json{{"error", text_or_null(run.error)},
            {"end_reason", text_or_null(run.end_reason)},
            {"finished_at", text_or_null(run.finished_at)},
            {"folder", store.folder(run.name)},
            {"command", run.command},
            {"experiment_file", run.experiment_file},
            {"model_file", run.model_file},
            {"parameters", run.parameters},
            {"trainable_parameters", run.trainable_parameters},
            {"threads", run.threads},
            {"ranks", run.ranks},
            {"cpu", run.cpu},
            {"isa", run.isa},
            {"cae_lab_version", run.cae_lab_version},
            {"onednn_version", run.onednn_version},
            {"git_revision", optional_json(run.git_revision)}};
  json["settings"] = parsed(run.configuration);
  json["plugins"] = Json::array();
  for (const PluginRecord& plugin : run.plugins) json["plugins"].push_back(plugin_json(plugin));
  json["inputs"] = Json::array();
  for (const InputRecord& input : run.inputs) json["inputs"].push_back(input_json(input));
  return json;
}

}  // namespace

Json summary_json(const RunStore& store, const RunSummary& run) {
  return {{"run", run.id},
          {"name", run.name},
          {"experiment", run.experiment},
          {"variant", run.variant},
          {"seed", run.seed},
          {"status", status_cell(store, run.name, run.status).text},
          {"epochs", run.epochs},
          {"epochs_planned", run.epochs_planned},
          {"best_epoch", optional_json(run.best_epoch)},
          {"best_validation_loss", optional_json(run.best_validation_loss)},
          {"best_test_loss", optional_json(run.best_test_loss)},
          {"final_train_loss", optional_json(run.final_train_loss)},
          {"final_validation_loss", optional_json(run.final_validation_loss)},
          {"final_test_loss", optional_json(run.final_test_loss)},
          {"seconds", optional_json(run.seconds)},
          {"started_at", run.started_at},
          {"tags", run.tags},
          {"note", text_or_null(run.note)}};
}

Result<Json> whole_run_json(const RunStore& store, const StoredRun& run) {
  const Result<std::vector<RunSummary>> summaries = store.runs();
  if (!summaries) return summaries.diagnostics();
  const auto summary = std::find_if(summaries->begin(), summaries->end(),
                                    [&](const RunSummary& one) { return one.id == run.id; });
  Json json = Json::object();
  if (summary != summaries->end()) json = summary_json(store, *summary);
  json.update(record_json(store, run));
  Diagnostics problems;
  json["epoch_losses"] = array_of(store.epochs(run.id), problems, epoch_json);
  json["analyses"] = array_of(store.analyses(run.id), problems, analysis_json);
  json["metrics"] = array_of(store.metrics(run.id), problems, metric_json);
  json["artefacts"] = array_of(store.artefacts(run.id), problems, artefact_json);
  json["warnings"] = array_of(store.warnings(run.id), problems, warning_json);
  if (!problems.empty()) return problems;
  return json;
}

}  // namespace cae::cli

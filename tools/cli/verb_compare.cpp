// cae-lab compare RUN...: where runs differ, then what came of it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "framework/base/count_text.h"
#include "framework/base/sha256.h"
#include "tools/cli/number_text.h"
#include "tools/cli/run_text.h"
#include "tools/cli/store_argument.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

struct ComparedRun {
  StoredRun run;
  RunSummary summary;
  std::map<std::string, double> metrics;        // "pca.explained_variance"
  std::map<std::string, std::string> settings;  // facts and flattened configuration
};

struct CompareCall {
  std::vector<std::string> runs;
  std::string directory = "runs";
};

// A model or experiment is compared by its text; the first digits of its hash tell two apart.
std::string text_mark(const std::string& file, const std::string& text) {
  return file + " " + sha256(text).substr(0, 6);
}

// Everything that can differ, in the order of the table.
std::vector<std::pair<std::string, std::string>> facts(const StoredRun& run) {
  std::vector<std::pair<std::string, std::string>> list = {
      {"experiment", run.experiment},
      {"variant", run.variant},
      {"seed", std::to_string(run.seed)},
      {"experiment file", text_mark(run.experiment_file, run.experiment_text)},
      {"model file", text_mark(run.model_file, run.model_text)},
      {"parameters", count_text(run.parameters)}};
  for (const auto& setting : flat_settings(run.configuration)) {
    if (setting.second.find('\n') == std::string::npos) list.push_back(setting);
  }
  for (const PluginRecord& plugin : run.plugins) {
    list.emplace_back("plugin " + plugin.name, plugin.version + " " + plugin.sha256.substr(0, 6));
  }
  list.emplace_back("cae-lab", run.cae_lab_version);
  list.emplace_back("oneDNN", run.onednn_version);
  list.emplace_back("git", run.git_revision.value_or("").substr(0, 12));
  list.emplace_back("cpu", run.cpu);
  list.emplace_back("isa", run.isa);
  list.emplace_back("threads", std::to_string(run.threads));
  return list;
}

Result<std::vector<ComparedRun>> load(const RunStore& store, const std::vector<std::int64_t>& ids) {
  const Result<std::vector<RunSummary>> summaries = store.runs();
  if (!summaries) return summaries.diagnostics();
  std::vector<ComparedRun> list;
  for (const std::int64_t id : ids) {
    const Result<StoredRun> run = store.run(id);
    if (!run) return run.diagnostics();
    const Result<std::vector<MetricRecord>> metrics = store.metrics(id);
    if (!metrics) return metrics.diagnostics();
    ComparedRun compared{*run, {}, {}, {}};
    for (const RunSummary& summary : *summaries) {
      if (summary.id == id) compared.summary = summary;
    }
    for (const MetricRecord& metric : *metrics)
      compared.metrics[metric.analysis + "." + metric.name] = metric.value;
    for (const auto& [key, value] : facts(*run)) compared.settings[key] = value;
    list.push_back(std::move(compared));
  }
  return list;
}

TextTable new_table(const std::string& title, const std::vector<ComparedRun>& runs) {
  std::vector<TextTable::Column> columns = {{title, Align::left}};
  for (const ComparedRun& run : runs) columns.push_back({"run " + std::to_string(run.run.id), Align::right});
  return TextTable(columns);
}

// Rows of what differs, in the order of the first run that has each; "-" where a run has no such setting.
std::optional<std::string> differences(const std::vector<ComparedRun>& runs) {
  TextTable table = new_table("differs", runs);
  std::vector<std::string> seen;
  bool any = false;
  for (const ComparedRun& run : runs) {
    for (const auto& fact : facts(run.run)) {
      const std::string& key = fact.first;
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      seen.push_back(key);
      std::vector<TableCell> row = {{key}};
      bool differs = false;
      for (const ComparedRun& other : runs) {
        const auto setting = other.settings.find(key);
        differs = differs || setting == other.settings.end() || setting->second != fact.second;
        row.push_back({setting == other.settings.end() || setting->second.empty() ? "-" : setting->second});
      }
      if (differs) table.add(row);
      any = any || differs;
    }
  }
  if (!any) return {};
  return table.text();
}

// A row of numbers; the lowest is marked with '*' where lower is better and not all are alike.
void add_numbers(TextTable& table, const std::string& name, const std::vector<std::optional<double>>& values,
                 const std::function<std::string(std::optional<double>)>& text, bool lower_is_better) {
  std::optional<double> lowest;
  std::optional<double> highest;
  for (const std::optional<double>& value : values) {
    if (!value || !std::isfinite(*value)) continue;
    lowest = std::min(lowest.value_or(*value), *value);
    highest = std::max(highest.value_or(*value), *value);
  }
  const bool mark = lower_is_better && lowest && *lowest < *highest;
  std::vector<TableCell> row = {{name}};
  for (const std::optional<double>& value : values) {
    const bool best = mark && value && *value == *lowest;
    row.push_back({(best ? "*" : "") + text(value), best ? Colour::green : Colour::none});
  }
  table.add(row);
}

std::string results(const RunStore& store, const std::vector<ComparedRun>& runs) {
  TextTable table = new_table("result", runs);
  const auto all = [&](const auto& value) {
    std::vector<std::optional<double>> values;
    for (const ComparedRun& run : runs) values.push_back(value(run));
    return values;
  };
  std::vector<TableCell> states = {{"status"}};
  std::vector<TableCell> epochs = {{"epochs"}};
  for (const ComparedRun& run : runs) {
    states.push_back(status_cell(store, run.run.name, run.run.status));
    epochs.push_back({fmt::format("{}/{}", run.summary.epochs, run.summary.epochs_planned)});
  }
  table.add(states);
  table.add(epochs);
  add_numbers(table, "best test loss", all([](const ComparedRun& run) { return run.summary.best_test_loss; }),
              loss_text, true);
  const auto whole = [](std::optional<double> value) { return value ? fmt::format("{:.0f}", *value) : "-"; };
  add_numbers(table, "at epoch", all([](const ComparedRun& run) {
                return run.summary.best_epoch
                           ? std::optional<double>(static_cast<double>(*run.summary.best_epoch))
                           : std::nullopt;
              }),
              whole, false);
  add_numbers(table, "final test loss",
              all([](const ComparedRun& run) { return run.summary.final_test_loss; }), loss_text, true);
  add_numbers(table, "final train loss",
              all([](const ComparedRun& run) { return run.summary.final_train_loss; }), loss_text, true);
  add_numbers(table, "time", all([](const ComparedRun& run) { return run.summary.seconds; }), duration_text,
              false);
  std::map<std::string, int> names;
  for (const ComparedRun& run : runs) {
    for (const auto& metric : run.metrics) ++names[metric.first];
  }
  const auto short_number = [](std::optional<double> value) {
    return value ? fmt::format("{:.6g}", *value) : "-";
  };
  for (const auto& name : names) {
    add_numbers(table, name.first, all([&](const ComparedRun& run) {
                  const auto metric = run.metrics.find(name.first);
                  return metric == run.metrics.end() ? std::nullopt : std::optional<double>(metric->second);
                }),
                short_number, false);
  }
  return table.text();
}

int compare_runs(const CompareCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<std::vector<std::int64_t>> ids = find_runs(*store, call.runs);
  if (!ids) return report(ids.diagnostics());
  const Result<std::vector<ComparedRun>> runs = load(*store, *ids);
  if (!runs) return report(runs.diagnostics());
  print(differences(*runs).value_or("no setting differs\n") + "\n" + results(*store, *runs));
  return finished_output(0);
}

}  // namespace

void add_compare(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("compare", "Put runs side by side: settings that differ, then results");
  const auto call = std::make_shared<CompareCall>();
  verb->add_option("RUN", call->runs, "Ids or names of runs")->required();
  add_store_option(*verb, call->directory);
  verb->callback([call, &status] { status = compare_runs(*call); });
}

}  // namespace cae::cli

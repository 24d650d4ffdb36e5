#include "tools/cli/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "tools/cli/compared_settings.h"
#include "tools/cli/number_text.h"
#include "tools/cli/run_text.h"
#include "tools/cli/setting_differences.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

struct ComparedRun {
  StoredRun run;
  RunSummary summary;
  std::map<std::string, double> metrics;  // "pca.explained_variance"
  Settings settings;
};

Result<std::vector<ComparedRun>> load(const RunStore& store, const std::vector<RunSummary>& summaries) {
  std::vector<ComparedRun> list;
  for (const RunSummary& summary : summaries) {
    const Result<StoredRun> run = store.run(summary.id);
    if (!run) return run.diagnostics();
    const Result<std::vector<MetricRecord>> metrics = store.metrics(summary.id);
    if (!metrics) return metrics.diagnostics();
    ComparedRun compared{*run, summary, {}, compared_settings(*run)};
    for (const MetricRecord& metric : *metrics)
      compared.metrics[metric.analysis + "." + metric.name] = metric.value;
    list.push_back(std::move(compared));
  }
  return list;
}

// The marks in the tables, which are explained below them.
struct Marks {
  bool least = false;  // "*"
  bool none = false;   // "-"
};

std::string text_of(const Marks& marks) {
  std::string text;
  if (marks.least) text += "\n*  the least of its row";
  if (marks.none) text += "\n-  not recorded, or not part of this run";
  return text.empty() ? "" : text + "\n";
}

TextTable new_table(const std::string& title, const std::vector<ComparedRun>& runs) {
  std::vector<TextTable::Column> columns = {{title, Align::left}};
  for (const ComparedRun& run : runs) columns.push_back({"run " + std::to_string(run.run.id), Align::right});
  return TextTable(columns);
}

// Rows of what differs, in the order of the first run that has each.
std::string differences(const std::vector<ComparedRun>& runs, Marks& marks) {
  TextTable table = new_table("differs", runs);
  std::set<std::string> seen;
  bool any = false;
  for (const ComparedRun& run : runs) {
    for (const auto& [key, value] : run.settings) {
      if (!seen.insert(key).second) continue;
      std::vector<TableCell> row = {{key}};
      bool differs = false;
      bool none = false;
      for (const ComparedRun& other : runs) {
        const std::string setting = setting_of(other.settings, key);
        differs = differs || setting != value;
        none = none || setting.empty();
        row.push_back({setting.empty() ? "-" : setting});
      }
      if (!differs) continue;
      table.add(row);
      any = true;
      marks.none = marks.none || none;
    }
  }
  return any ? table.text() : "no setting differs\n";
}

// A row of numbers; the lowest is marked with '*' where lower is better and not all are alike.
void add_numbers(TextTable& table, const std::string& name, const std::vector<std::optional<double>>& values,
                 const std::function<std::string(std::optional<double>)>& text, bool lower_is_better,
                 Marks& marks) {
  std::optional<double> lowest;
  std::optional<double> highest;
  for (const std::optional<double>& value : values) {
    if (!value || !std::isfinite(*value)) continue;
    lowest = std::min(lowest.value_or(*value), *value);
    highest = std::max(highest.value_or(*value), *value);
  }
  const bool mark = lower_is_better && lowest && *lowest < *highest;
  marks.least = marks.least || mark;
  std::vector<TableCell> row = {{name}};
  for (const std::optional<double>& value : values) {
    const bool best = mark && value && *value == *lowest;
    marks.none = marks.none || !value;
    row.push_back({(best ? "*" : "") + text(value), best ? TextColour::green : TextColour::none});
  }
  table.add(row);
}

std::string results(const RunStore& store, const std::vector<ComparedRun>& runs, Marks& marks) {
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
  const bool validation = std::any_of(runs.begin(), runs.end(), [](const ComparedRun& run) {
    return run.summary.best_validation_loss.has_value();
  });
  if (validation) {
    add_numbers(table, "best validation loss",
                all([](const ComparedRun& run) { return run.summary.best_validation_loss; }), loss_text, true,
                marks);
  }
  add_numbers(table, "best test loss", all([](const ComparedRun& run) { return run.summary.best_test_loss; }),
              loss_text, true, marks);
  const auto whole = [](std::optional<double> value) { return value ? fmt::format("{:.0f}", *value) : "-"; };
  add_numbers(table, "at epoch", all([](const ComparedRun& run) {
                return run.summary.best_epoch
                           ? std::optional<double>(static_cast<double>(*run.summary.best_epoch))
                           : std::nullopt;
              }),
              whole, false, marks);
  if (validation) {
    add_numbers(table, "final validation loss",
                all([](const ComparedRun& run) { return run.summary.final_validation_loss; }), loss_text,
                true, marks);
  }
  add_numbers(table, "final test loss",
              all([](const ComparedRun& run) { return run.summary.final_test_loss; }), loss_text, true,
              marks);
  add_numbers(table, "final train loss",
              all([](const ComparedRun& run) { return run.summary.final_train_loss; }), loss_text, true,
              marks);
  add_numbers(table, "time", all([](const ComparedRun& run) { return run.summary.seconds; }), duration_text,
              false, marks);
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
                short_number, false, marks);
  }
  return table.text();
}

}  // namespace

Result<std::string> side_by_side(const RunStore& store, const std::vector<RunSummary>& chosen) {
  const Result<std::vector<ComparedRun>> runs = load(store, chosen);
  if (!runs) return runs.diagnostics();
  Marks marks;
  const std::string differing = differences(*runs, marks);
  const std::string result = results(store, *runs, marks);
  return differing + "\n" + result + text_of(marks);
}

}  // namespace cae::cli

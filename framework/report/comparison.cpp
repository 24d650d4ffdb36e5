#include "framework/report/comparison.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "framework/base/utf8.h"
#include "framework/report/json_numbers.h"
#include "framework/statistics/sample.h"

namespace cae {
namespace {

using nlohmann::json;
using Runs = std::vector<const ReportedRun*>;

struct Variant {
  std::string name = {};
  Runs runs = {};
};

struct Column {
  const char* name;
  const char* kind;
  std::optional<double> (*value)(const ReportedRun&);
};

std::optional<double> seconds_an_epoch(const ReportedRun& run) {
  if (run.epochs.empty()) return std::nullopt;
  double sum = 0.0;
  for (const EpochRecord& epoch : run.epochs) sum += epoch.seconds;
  return sum / static_cast<double>(run.epochs.size());
}

std::optional<double> as_number(std::optional<std::int64_t> value) {
  if (!value) return std::nullopt;
  return static_cast<double>(*value);
}

const std::vector<Column>& columns() {
  static const std::vector<Column> list = {
      {"parameters", "count", [](const ReportedRun& run) { return as_number(run.stored.parameters); }},
      {"epochs", "count", [](const ReportedRun& run) { return as_number(run.summary.epochs); }},
      {"best validation loss", "loss",
       [](const ReportedRun& run) { return run.summary.best_validation_loss; }},
      {"best test loss", "loss", [](const ReportedRun& run) { return run.summary.best_test_loss; }},
      {"best epoch", "count", [](const ReportedRun& run) { return as_number(run.summary.best_epoch); }},
      {"final validation loss", "loss",
       [](const ReportedRun& run) { return run.summary.final_validation_loss; }},
      {"final test loss", "loss", [](const ReportedRun& run) { return run.summary.final_test_loss; }},
      {"final training loss", "loss", [](const ReportedRun& run) { return run.summary.final_train_loss; }},
      {"time an epoch", "seconds", seconds_an_epoch}};
  return list;
}

// In the order in which the runs name them.
std::vector<Variant> variants_of(const Runs& runs) {
  std::vector<Variant> variants;
  for (const ReportedRun* run : runs) {
    const std::string name = variant_title(run->stored);
    auto found = std::find_if(variants.begin(), variants.end(),
                              [&](const Variant& variant) { return variant.name == name; });
    if (found == variants.end()) found = variants.insert(variants.end(), Variant{.name = name});
    found->runs.push_back(run);
  }
  return variants;
}

bool is_done(const ReportedRun& run) {
  return run.status == RunStatus::done;
}

bool replaces(const ReportedRun& newer, const ReportedRun& run) {
  return newer.stored.id > run.stored.id && newer.stored.seed == run.stored.seed &&
         variant_title(newer.stored) == variant_title(run.stored);
}

json cell(const std::vector<double>& values) {
  const Spread spread = spread_of(values);
  if (spread.count == 0) return nullptr;
  return {{"mean", rounded(spread.mean, 9)},
          {"deviation", spread.deviation ? rounded(*spread.deviation, 4) : json(nullptr)},
          {"count", spread.count}};
}

template <class Value>
json cell_of(const Runs& runs, Value value) {
  std::vector<double> values;
  for (const ReportedRun* run : runs) {
    const std::optional<double> number = value(*run);
    if (number && std::isfinite(*number)) values.push_back(*number);
  }
  return cell(values);
}

// "pca: explained_variance_ratio (test, Sandal)"
std::string metric_name(const MetricRecord& metric) {
  std::string where = metric.split;
  if (!metric.class_name.empty()) where += (where.empty() ? "" : ", ") + metric.class_name;
  return metric.analysis + ": " + metric.name + (where.empty() ? "" : " (" + where + ")");
}

std::optional<double> metric_of(const ReportedRun& run, const std::string& name) {
  for (const MetricRecord& metric : run.metrics) {
    if (metric_name(metric) == name) return metric.value;
  }
  return std::nullopt;
}

}  // namespace

Spread spread_of(const std::vector<double>& values) {
  if (values.empty()) return {};
  if (values.size() == 1) return {.count = 1, .mean = values.front()};
  return {values.size(), mean(values), standard_deviation(values)};
}

std::vector<const ReportedRun*> counted_runs(const std::vector<ReportedRun>& runs) {
  const bool any_done = std::any_of(runs.begin(), runs.end(), is_done);
  Runs candidates, counted;
  for (const ReportedRun& run : runs) {
    if (!any_done || is_done(run)) candidates.push_back(&run);
  }
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(counted),
               [&](const ReportedRun* run) {
                 return std::none_of(candidates.begin(), candidates.end(),
                                     [&](const ReportedRun* other) { return replaces(*other, *run); });
               });
  return counted;
}

json comparison_json(const std::vector<ReportedRun>& runs) {
  json table = {{"columns", json::array()}, {"rows", json::array()}};
  const std::vector<Variant> variants = variants_of(counted_runs(runs));
  for (const Variant& variant : variants) {
    json seeds = json::array();
    for (const ReportedRun* run : variant.runs) seeds.push_back(std::to_string(run->stored.seed));
    table["rows"].push_back({{"name", visible(variant.name)}, {"seeds", seeds}, {"cells", json::array()}});
  }
  for (const Column& column : columns()) {
    std::vector<json> cells;
    for (const Variant& variant : variants) cells.push_back(cell_of(variant.runs, column.value));
    if (std::all_of(cells.begin(), cells.end(), [](const json& one) { return one.is_null(); })) continue;
    table["columns"].push_back({{"name", column.name}, {"kind", column.kind}});
    for (std::size_t i = 0; i < cells.size(); ++i) table["rows"][i]["cells"].push_back(std::move(cells[i]));
  }
  return table;
}

json metrics_comparison_json(const std::vector<ReportedRun>& runs) {
  json table = {{"columns", json::array()}, {"rows", json::array()}};
  const Runs counted = counted_runs(runs);
  const std::vector<Variant> variants = variants_of(counted);
  for (const Variant& variant : variants)
    table["columns"].push_back({{"name", visible(variant.name)}, {"kind", "number"}});
  std::vector<std::string> names;
  for (const ReportedRun* run : counted) {
    for (const MetricRecord& metric : run->metrics) {
      const std::string name = metric_name(metric);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  for (const std::string& name : names) {
    json row = {{"name", visible(name)}, {"cells", json::array()}};
    for (const Variant& variant : variants) {
      row["cells"].push_back(
          cell_of(variant.runs, [&](const ReportedRun& run) { return metric_of(run, name); }));
    }
    table["rows"].push_back(std::move(row));
  }
  return table;
}

}  // namespace cae

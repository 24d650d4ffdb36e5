#include "tools/cli/run_comparison.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "framework/base/catalogue/compare.h"
#include "framework/base/nearest_name.h"
#include "framework/statistics/pareto.h"
#include "framework/statistics/sample.h"
#include "tools/cli/compared_settings.h"
#include "tools/cli/halving_rounds.h"
#include "tools/cli/run_text.h"
#include "tools/cli/run_values.h"

namespace cae::cli {
namespace {

Result<std::string> checked_metric(const std::string& wanted, const RunValues& values) {
  if (wanted.empty()) return usual_metric(values);
  const std::vector<std::string> names = metric_names(values);
  const std::string metric = meant_metric(wanted, names);
  if (!metric.empty()) return metric;
  const std::vector<std::string> whole = of_all_classes(names);
  return catalogue::unknown_metric(wanted, nearest_name(wanted, names), names_with(wanted, whole), whole);
}

std::string title_of(const RunGroup& group) {
  return title(group.experiment, group.variant);
}

bool is_base(const RunGroup& group, const std::optional<std::string>& against) {
  if (!against) return group.variant.empty();
  return group.variant == *against || title_of(group) == *against;
}

Status put_base_first(std::vector<RunGroup>& groups, const std::optional<std::string>& against) {
  const auto base = std::find_if(groups.begin(), groups.end(),
                                 [&](const RunGroup& group) { return is_base(group, against); });
  if (base != groups.end()) {
    std::rotate(groups.begin(), base, base + 1);
  } else if (against) {
    std::vector<std::string> names;
    for (const RunGroup& group : groups) names.push_back(title_of(group));
    return catalogue::unknown_base(*against, names);
  }
  return Done{};
}

std::string name_among(const std::vector<RunGroup>& groups, const RunGroup& group) {
  const auto other = [&](const RunGroup& one) { return one.experiment != group.experiment; };
  if (std::any_of(groups.begin(), groups.end(), other)) return title_of(group);
  return group.variant.empty() ? "(base)" : group.variant;
}

// What is recorded of the runs of a group, in the order of their seeds.
struct Records {
  std::vector<StoredRun> runs;
  std::vector<std::vector<EpochRecord>> epochs;
};

Result<Records> records_of(const RunStore& store, const RunGroup& group) {
  Records records;
  for (const auto& [seed, id] : group.runs) {
    Result<StoredRun> run = store.run(id);
    if (!run) return run.diagnostics();
    Result<std::vector<EpochRecord>> epochs = store.epochs(id);
    if (!epochs) return epochs.diagnostics();
    records.runs.push_back(std::move(run).take());
    records.epochs.push_back(std::move(epochs).take());
  }
  return records;
}

void add_values(ComparedVariant& variant, const RunValues& values, const std::string& metric) {
  std::vector<double> numbers;
  for (const auto& [seed, id] : variant.group.runs) {
    numbers.push_back(values.at(id).at(metric));
    variant.values[seed] = numbers.back();
  }
  variant.mean = mean(numbers);
  variant.interval = mean_interval(numbers);
  if (numbers.size() > 1) variant.deviation = standard_deviation(numbers);
}

std::optional<std::int64_t> dropped_after(const Records& records) {
  if (!records.runs.front().end_reason.starts_with(halving_reason)) return std::nullopt;
  return static_cast<std::int64_t>(records.epochs.front().size());
}

std::vector<Settings> settings_of(const Records& records) {
  std::vector<Settings> settings;
  for (const StoredRun& run : records.runs) settings.push_back(compared_settings(run));
  return settings;
}

void add_differences(std::vector<ComparedVariant>& variants) {
  std::vector<SeedValues> others;
  for (std::size_t i = 1; i < variants.size(); ++i) others.push_back(variants[i].values);
  const std::vector<Difference> differences = differences_from(variants.front().values, others);
  for (std::size_t i = 1; i < variants.size(); ++i) variants[i].difference = differences[i - 1];
}

template <class Cost>
void mark(std::vector<ComparedVariant>& variants, Best best, Cost cost, bool ParetoMarks::*marked) {
  std::vector<CostAndLoss> points;
  for (const ComparedVariant& variant : variants) {
    const std::optional<double> known = cost(variant.cost);
    points.push_back({known.value_or(std::nan("")), best == Best::lowest ? variant.mean : -variant.mean});
  }
  const std::vector<bool> line = on_pareto_line(points);
  for (std::size_t i = 0; i < variants.size(); ++i) variants[i].pareto.*marked = line[i];
}

void mark_pareto_lines(RunComparison& comparison) {
  if (!comparison.has_pareto_line()) return;
  using OptionalCost = std::optional<double>;
  mark(
      comparison.variants, comparison.best,
      [](const RunCost& cost) { return OptionalCost(static_cast<double>(cost.parameters)); },
      &ParetoMarks::parameters);
  mark(
      comparison.variants, comparison.best, [](const RunCost& cost) { return cost.flops; },
      &ParetoMarks::flops);
  mark(
      comparison.variants, comparison.best, [](const RunCost& cost) { return cost.epoch_seconds; },
      &ParetoMarks::epoch_seconds);
}

}  // namespace

Result<RunComparison> compare_runs(const RunStore& store, const std::vector<RunSummary>& runs,
                                   const ComparisonRequest& request) {
  RunComparison comparison;
  const std::vector<RunSummary> done = done_runs(runs, comparison.left_out);
  if (done.empty()) return catalogue::nothing_to_compare();
  const Result<RunValues> values = run_values(store, done);
  if (!values) return values.diagnostics();
  const Result<std::string> metric = checked_metric(request.metric, *values);
  if (!metric) return metric.diagnostics();
  comparison.metric = *metric;
  comparison.best = is_loss(*metric) ? Best::lowest : request.best;

  std::vector<RunGroup> groups = grouped(done, *values, *metric, comparison.left_out);
  const Status base_found = put_base_first(groups, request.against);
  if (!base_found) return base_found.diagnostics();
  std::set<std::pair<std::string, std::int64_t>> machines;
  Settings of_base;
  for (const RunGroup& group : groups) {
    const Result<Records> records = records_of(store, group);
    if (!records) return records.diagnostics();
    ComparedVariant variant{.group = group, .name = name_among(groups, group)};
    add_values(variant, *values, *metric);
    variant.cost = cost_of(records->runs.front(), records->epochs);
    const std::vector<Settings> settings = settings_of(*records);
    if (comparison.variants.empty()) of_base = settings.front();
    variant.changes = changed_from(of_base, settings.front());
    variant.mixed = mixed_settings(settings);
    variant.terms = loss_terms_of(values->at(records->runs.front().id));
    variant.dropped_after = dropped_after(*records);
    for (const StoredRun& run : records->runs) machines.emplace(run.cpu, run.threads);
    comparison.variants.push_back(std::move(variant));
  }
  comparison.one_machine = machines.size() == 1;
  add_differences(comparison.variants);
  mark_pareto_lines(comparison);
  return comparison;
}

}  // namespace cae::cli

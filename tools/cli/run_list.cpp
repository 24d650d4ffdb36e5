#include "tools/cli/run_list.h"

#include <algorithm>
#include <variant>

namespace cae::cli {
namespace {

// What a column is sorted by; monostate: nothing is known.
using SortValue = std::variant<std::monostate, double, std::string>;

SortValue number(const std::optional<double>& value) {
  return value ? SortValue(*value) : SortValue();
}

SortValue value_of(const RunSummary& run, RunColumn column) {
  switch (column) {
    case RunColumn::run:
      return static_cast<double>(run.id);
    case RunColumn::experiment:
      return run.experiment;
    case RunColumn::variant:
      return run.variant;
    case RunColumn::seed:
      return static_cast<double>(run.seed);
    case RunColumn::status:
      return std::string(name_of(run.status));
    case RunColumn::epochs:
      return static_cast<double>(run.epochs);
    case RunColumn::best:
      return number(best_loss(run));
    case RunColumn::train:
      return number(run.final_train_loss);
    case RunColumn::validation:
      return number(run.final_validation_loss);
    case RunColumn::test:
      return number(run.final_test_loss);
    case RunColumn::time:
      return number(run.seconds);
    case RunColumn::started:
      return run.started_at;
  }
  return {};
}

bool agrees(const std::optional<std::string>& wished, const std::string& value) {
  return wished.value_or(value) == value;
}

}  // namespace

bool RunWish::holds(const RunSummary& run, const std::string& shown_status) const {
  return agrees(experiment, run.experiment) && agrees(variant, run.variant) && agrees(status, shown_status) &&
         (!tag || std::find(run.tags.begin(), run.tags.end(), *tag) != run.tags.end());
}

void sort_runs(std::vector<RunSummary>& runs, RunColumn column, bool reversed) {
  std::stable_sort(runs.begin(), runs.end(), [&](const RunSummary& a, const RunSummary& b) {
    const SortValue x = value_of(a, column);
    const SortValue y = value_of(b, column);
    const bool x_known = !std::holds_alternative<std::monostate>(x);
    const bool y_known = !std::holds_alternative<std::monostate>(y);
    if (!x_known || !y_known) return x_known && !y_known;
    return reversed ? y < x : x < y;
  });
}

std::optional<double> best_loss(const RunSummary& run) {
  if (run.best_validation_loss) return run.best_validation_loss;
  return run.best_test_loss;
}

}  // namespace cae::cli

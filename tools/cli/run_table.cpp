#include "tools/cli/run_table.h"

#include <algorithm>
#include <functional>

#include "tools/cli/number_text.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

struct ShownColumn {
  TextTable::Column title;
  std::function<TableCell(const RunSummary&)> cell;
};

}  // namespace

TextTable run_table(const RunStore& store, const std::vector<RunSummary>& runs, RunTableOf of) {
  const auto any = [&](const auto& has) { return std::any_of(runs.begin(), runs.end(), has); };
  const bool validation = any([](const RunSummary& run) { return run.final_validation_loss.has_value(); });
  std::vector<ShownColumn> columns;
  const auto add = [&](const char* title, Align align, std::function<TableCell(const RunSummary&)> cell) {
    columns.push_back({{title, align}, std::move(cell)});
  };
  add("run", Align::right, [](const RunSummary& run) -> TableCell { return {std::to_string(run.id)}; });
  if (of == RunTableOf::store)
    add("experiment", Align::left, [](const RunSummary& run) -> TableCell { return {run.experiment}; });
  add("variant", Align::left, [](const RunSummary& run) -> TableCell { return {run.variant}; });
  add("seed", Align::right, [](const RunSummary& run) -> TableCell { return {std::to_string(run.seed)}; });
  add("status", Align::left, [&](const RunSummary& run) { return status_cell(store, run.name, run.status); });
  add("epochs", Align::right, [](const RunSummary& run) -> TableCell {
    return {std::to_string(run.epochs) + "/" + std::to_string(run.epochs_planned)};
  });
  if (validation)
    add("best validation", Align::right,
        [](const RunSummary& run) -> TableCell { return {loss_text(run.best_validation_loss)}; });
  add("best test", Align::right,
      [](const RunSummary& run) -> TableCell { return {loss_text(run.best_test_loss)}; });
  add("at", Align::right, [](const RunSummary& run) -> TableCell {
    return {run.best_epoch ? std::to_string(*run.best_epoch) : "-"};
  });
  add("train", Align::right,
      [](const RunSummary& run) -> TableCell { return {loss_text(run.final_train_loss)}; });
  if (validation)
    add("validation", Align::right,
        [](const RunSummary& run) -> TableCell { return {loss_text(run.final_validation_loss)}; });
  add("test", Align::right,
      [](const RunSummary& run) -> TableCell { return {loss_text(run.final_test_loss)}; });
  add("time", Align::right, [](const RunSummary& run) -> TableCell { return {duration_text(run.seconds)}; });
  if (of == RunTableOf::store) {
    add("started (UTC)", Align::left,
        [](const RunSummary& run) -> TableCell { return {time_text(run.started_at)}; });
    if (any([](const RunSummary& run) { return !run.tags.empty(); }))
      add("tags", Align::left, [](const RunSummary& run) -> TableCell { return {tags_text(run.tags)}; });
    if (any([](const RunSummary& run) { return !run.note.empty(); }))
      add("note", Align::left, [](const RunSummary& run) -> TableCell { return {run.note}; });
  }
  std::vector<TextTable::Column> titles;
  for (const ShownColumn& column : columns) titles.push_back(column.title);
  TextTable table(titles);
  for (const RunSummary& run : runs) {
    std::vector<TableCell> row;
    for (const ShownColumn& column : columns) row.push_back(column.cell(run));
    table.add(std::move(row));
  }
  return table;
}

}  // namespace cae::cli

// Which runs of a store are listed, and in which order.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "framework/base/words.h"
#include "framework/store/run_record.h"

namespace cae::cli {

// What a run must be to be listed; none: anything.
struct RunWish {
  std::optional<std::string> experiment = {};
  std::optional<std::string> variant = {};  // "" is the file as it stands
  std::optional<std::string> status = {};   // as it is shown
  std::optional<std::string> tag = {};

  bool holds(const RunSummary& run, const std::string& shown_status) const;
};

enum class RunColumn {
  run,
  experiment,
  variant,
  seed,
  status,
  epochs,
  best,
  train,
  validation,
  test,
  time,
  started
};
inline constexpr std::array<Word<RunColumn>, 12> run_column_words = {{{RunColumn::run, "run"},
                                                                      {RunColumn::experiment, "experiment"},
                                                                      {RunColumn::variant, "variant"},
                                                                      {RunColumn::seed, "seed"},
                                                                      {RunColumn::status, "status"},
                                                                      {RunColumn::epochs, "epochs"},
                                                                      {RunColumn::best, "best"},
                                                                      {RunColumn::train, "train"},
                                                                      {RunColumn::validation, "validation"},
                                                                      {RunColumn::test, "test"},
                                                                      {RunColumn::time, "time"},
                                                                      {RunColumn::started, "started"}}};
constexpr std::span<const Word<RunColumn>> words_of(RunColumn) {
  return run_column_words;
}

// Least first, or last; runs without a value come last either way, equal ones stay in their order.
void sort_runs(std::vector<RunSummary>& runs, RunColumn column, bool reversed);

// The loss of the best epoch that the run watches (base/watched_loss.h).
std::optional<double> best_loss(const RunSummary& run);

}  // namespace cae::cli

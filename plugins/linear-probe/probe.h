// A linear classifier of rows, tested on rows that it was not fitted to.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "logistic_regression.h"

// Of each tested row.
struct Tested {
  std::vector<std::size_t> predicted;   // the class of the largest probability; the first of equal ones
  std::vector<double> log_probability;  // of the true class
  bool converged = true;                // every fit
};

// Fitted to `train`, tested on `tested`. A class without rows in `train` is never predicted; its rows count
// with the least probability that differs from 1 - p, 2^-52, as in scikit-learn's log_loss. Nothing where the
// work was ended.
std::optional<Tested> held_out(const LabelledRows& train, const LabelledRows& tested,
                               const RegressionSettings& settings, const plugin::Work& work);

// Each fold is tested by what was fitted to all others. `fold_of`: of each row, below `folds`.
std::optional<Tested> cross_validated(const LabelledRows& rows, const std::vector<std::size_t>& fold_of,
                                      std::size_t folds, const RegressionSettings& settings,
                                      const plugin::Work& work);

// Runs that differ in their seed alone, beside those of other variants.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "framework/report/reported_run.h"

namespace cae {

struct Spread {
  std::size_t count = 0;
  double mean = 0.0;
  std::optional<double> deviation = {};  // with n - 1 below the fraction line; none of one number
};
Spread spread_of(const std::vector<double>& values);

// The runs that a comparison counts, as `cae-lab compare` does: those that are done, or all where none is,
// and of several with one seed the newest.
std::vector<const ReportedRun*> counted_runs(const std::vector<ReportedRun>& runs);

// {"columns": [{"name", "kind"}], "rows": [{"name": of the variant, "cells": [...]}]}. A cell is {"mean",
// "deviation", "count"} or null where no run of the variant has such a number. `kind` says how it is written:
// "loss", "count", "seconds". A further column is a further line of `columns()`.
nlohmann::json comparison_json(const std::vector<ReportedRun>& runs);
// The same of the numbers that analyses found: a row for each of them, a column for each variant.
nlohmann::json metrics_comparison_json(const std::vector<ReportedRun>& runs);

}  // namespace cae

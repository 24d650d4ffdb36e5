// What comes after a run's training: the pictures that every run gets, and the uses in its list of analyses.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "framework/plugin/plugin_use.h"
#include "framework/store/run_record.h"

namespace cae {

struct PlannedAnalysis {
  std::string name = {};                   // of this use; a picture's
  std::string weights = {};                // "last", "best", or "" where none are used
  bool says_weights = false;               // so that they do not follow from the tables that it reads
  std::optional<ResolvedPlugin> use = {};  // none for the pictures
  std::size_t position = 0;                // among the uses, so that two of one plugin draw other numbers
  std::vector<std::size_t> needs = {};     // entries of the plan without whose tables it cannot be made
  std::vector<std::size_t> takes = {};     // those whose tables it is given where this call makes them
  double bytes = 0.0;                      // that it will take at its peak, as far as is known
  Diagnostics problems = {};               // for which it cannot be made, as far as is known
  bool wanted = true;                      // in this call
};

// The losses' plot and the sheet of reconstructions, then the uses in their order. E840 and E841 are about
// their names.
Result<std::vector<PlannedAnalysis>> plan_analyses(const std::vector<ResolvedPlugin>& uses);

// A use in its place; the last weights where it says none.
PlannedAnalysis planned_use(const std::string& name, const ResolvedPlugin& use, std::size_t position);

// As the store keeps it, not made yet.
AnalysisRecord record_of(const PlannedAnalysis& analysis);
std::vector<AnalysisRecord> records_of(const std::vector<PlannedAnalysis>& plan);

}  // namespace cae

// The runs that the words of a call name, one by one or by their experiment.
#pragma once

#include <string>
#include <vector>

#include "framework/store/run_store.h"

namespace cae::cli {

struct NamedRuns {
  std::vector<RunSummary> runs = {};  // in the order of the words, those of an experiment as in the store
  bool one_by_one = true;             // every word names one run
};

// A word is the id or the name of a run, 'last', the name of an experiment, or EXPERIMENT/VARIANT, and the
// first of these that there is; or the file of an experiment, for its name. E730 for every word that is none.
Result<NamedRuns> named_runs(const RunStore& store, const std::vector<std::string>& words);

}  // namespace cae::cli

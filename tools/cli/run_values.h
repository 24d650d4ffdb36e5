// Every number that a store has of its runs under a name: what can be compared.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "framework/store/run_store.h"

namespace cae::cli {

// Of each run its numbers by name; those that are not finite are left out.
//   final_test_loss ...              as in run_summary, with best_epoch and seconds
//   ANALYSIS.NAME[/SPLIT][/CLASS]    of run_metrics
//   term:TERM/SPLIT                  of loss_terms, of the last epoch
//   reconstruction/SPLIT             of them the loss of the output, where there is one alone
//   layer:LAYER.NAME/SPLIT[/UNIT]    of layer_metrics, of the last epoch
using RunValues = std::map<std::int64_t, std::map<std::string, double>>;

Result<RunValues> run_values(const RunStore& store, const std::vector<RunSummary>& runs);

// Adds `reconstruction/SPLIT` to the values of a run: a name that models share, whatever they call their
// output.
void add_reconstruction(std::map<std::string, double>& values);

// The loss that is compared unless something else is said: the test loss of the last epoch, where no run has
// it the validation loss, else the training loss.
std::string usual_metric(const RunValues& values);

// Of losses lower is better; of other numbers nothing is known.
bool is_loss(const std::string& metric);

// A term of a loss, or the reconstruction's.
bool is_part_of_loss(const std::string& metric);

// The metric of `names` that a word means: its own name, or, where that is the only one, a name that begins
// and ends like it: "pca.explained_variance_1" for "pca.images.explained_variance_1". "" where none or
// several do.
std::string meant_metric(const std::string& word, const std::vector<std::string>& names);

// The names that have `part` in them.
std::vector<std::string> names_with(const std::string& part, const std::vector<std::string>& names);
// The names without those of single classes and units: without NAME/SPLIT/CLASS.
std::vector<std::string> of_all_classes(std::vector<std::string> names);

// The names of the terms that a run's loss is a sum of.
std::set<std::string> loss_terms_of(const std::map<std::string, double>& values);

// The names that any of the runs has, in the order of the alphabet, losses first.
std::vector<std::string> metric_names(const RunValues& values);

}  // namespace cae::cli

#include "tools/cli/named_runs.h"

#include <algorithm>
#include <iterator>

#include "dsl/experiment/experiment.h"
#include "framework/base/catalogue/compare.h"
#include "framework/base/nearest_name.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

bool is_of(const RunSummary& run, const std::string& word) {
  return run.experiment == word || title(run.experiment, run.variant) == word;
}

std::vector<RunSummary> runs_of(const std::vector<RunSummary>& runs, const std::string& word) {
  std::vector<RunSummary> found;
  std::copy_if(runs.begin(), runs.end(), std::back_inserter(found),
               [&](const RunSummary& run) { return is_of(run, word); });
  return found;
}

// Up to three variants whose names have the word in them, else the name that is most like it.
std::vector<std::string> nearest(const std::vector<std::string>& names, const std::string& word) {
  constexpr std::size_t most = 3;
  std::vector<std::string> near;
  for (const std::string& name : names) {
    const bool is_new = std::find(near.begin(), near.end(), name) == near.end();
    if (is_new && near.size() < most && name.find(word) != std::string::npos) near.push_back(name);
  }
  if (near.empty()) near.push_back(nearest_name(word, names));
  if (near.back().empty()) near.clear();
  return near;
}

// The name of the experiment whose file the word is; else the word.
Result<std::string> name_meant_by(const std::string& word) {
  if (!word.ends_with(".yaml") && !word.ends_with(".yml")) return word;
  const Result<Experiment> experiment = load_experiment(word);
  if (!experiment) return experiment.diagnostics();
  return experiment->name;
}

Diagnostic unknown(const std::vector<RunSummary>& runs, const std::string& word) {
  std::vector<std::string> names;
  std::vector<std::string> experiments;
  for (const RunSummary& run : runs) {
    names.insert(names.end(), {title(run.experiment, run.variant), run.name, run.experiment});
    if (std::find(experiments.begin(), experiments.end(), run.experiment) == experiments.end())
      experiments.push_back(run.experiment);
  }
  return catalogue::unknown_run_or_experiment(word, nearest(names, word), experiments);
}

}  // namespace

Result<NamedRuns> named_runs(const RunStore& store, const std::vector<std::string>& words) {
  const Result<std::vector<RunSummary>> all = store.runs();
  if (!all) return all.diagnostics();
  NamedRuns chosen;
  Diagnostics mistakes;
  for (const std::string& given : words) {
    const Result<std::string> meant = name_meant_by(given);
    if (!meant) return meant.diagnostics();
    const std::string& word = *meant;
    const Result<std::int64_t> id = store.find(word);
    const std::vector<RunSummary> found = runs_of(*all, word);
    if (id) {
      const auto has_id = [&](const RunSummary& run) { return run.id == *id; };
      chosen.runs.push_back(*std::find_if(all->begin(), all->end(), has_id));
    } else if (!found.empty()) {
      chosen.runs.insert(chosen.runs.end(), found.begin(), found.end());
      chosen.one_by_one = false;
    } else {
      mistakes.push_back(unknown(*all, word));
    }
  }
  if (!mistakes.empty()) return mistakes;
  return chosen;
}

}  // namespace cae::cli

#include "tools/cli/choose_runs.h"

#include <algorithm>

#include "framework/base/catalogue/call.h"
#include "framework/run/left_runs.h"

namespace cae::cli {

void keep_runs(Experiment& experiment, const std::function<bool(const RunConfig&)>& is_kept) {
  std::erase_if(experiment.runs, [&](const RunConfig& run) { return !is_kept(run); });
  std::erase_if(experiment.combinations, [&](const std::string& name) {
    return std::none_of(experiment.runs.begin(), experiment.runs.end(),
                        [&](const RunConfig& run) { return run.variant == name; });
  });
}

Status choose_runs(const std::optional<std::string>& variant, const std::optional<std::uint64_t>& seed,
                   Experiment& experiment) {
  std::vector<std::string> known;
  for (const RunConfig& run : experiment.runs) known.push_back(run.variant);
  if (variant && std::find(known.begin(), known.end(), *variant) == known.end())
    return Diagnostics{catalogue::no_such_variant(experiment.file, *variant, known)};
  const RunFilter filter{.variant = variant, .seed = seed};
  keep_runs(experiment,
            [&](const RunConfig& run) { return filter.lets_through(run.variant, run.train.seed); });
  if (experiment.runs.empty()) return Diagnostics{catalogue::no_such_seed(experiment.file, *seed)};
  return Done{};
}

}  // namespace cae::cli

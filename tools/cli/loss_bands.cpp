#include "tools/cli/loss_bands.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "framework/run/flat_settings.h"
#include "framework/run/loss_curve_of_run.h"
#include "framework/statistics/mean_interval.h"
#include "framework/statistics/sample.h"

namespace cae::cli {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;
using SeedlessKey = std::tuple<std::string, std::string, std::string, Settings>;

SeedlessKey seedless_key(const StoredRun& run) {
  Settings settings = flat_settings(run.configuration);
  std::erase_if(settings, [](const auto& setting) {
    const std::string& key = setting.first;
    return key == "train.seed" || key == "seed" || key.starts_with("options.") || key.starts_with("analyse.");
  });
  return {run.experiment, run.variant, run.model_text, std::move(settings)};
}

std::vector<int> common_epochs(const std::vector<LossCurve>& seeds) {
  std::vector<int> common = seeds.front().epochs;
  for (const LossCurve& seed : seeds) {
    std::erase_if(common, [&](int epoch) {
      return std::find(seed.epochs.begin(), seed.epochs.end(), epoch) == seed.epochs.end();
    });
  }
  return common;
}

double value_at(const LossCurve& curve, const std::vector<double>& values, int epoch) {
  const auto at = std::find(curve.epochs.begin(), curve.epochs.end(), epoch) - curve.epochs.begin();
  return static_cast<std::size_t>(at) < values.size() ? values[static_cast<std::size_t>(at)] : NAN;
}

Interval range_of(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high};
}

// Fills the mean of one of the losses, and its band; a gap where a seed has none.
void fill_band(const std::vector<LossCurve>& seeds, std::vector<double> LossCurve::*of, SeedBand kind,
               std::vector<double>& means, LossBand& band, const std::vector<int>& epochs) {
  for (const int epoch : epochs) {
    std::vector<double> values;
    for (const LossCurve& seed : seeds) values.push_back(value_at(seed, seed.*of, epoch));
    const bool whole = all_finite(values);
    means.push_back(whole ? mean(values) : NAN);
    const Interval interval = !whole                    ? Interval{NAN, NAN}
                              : kind == SeedBand::range ? range_of(values)
                                                        : mean_interval(values).value_or(Interval{NAN, NAN});
    band.low.push_back(interval.low);
    band.high.push_back(interval.high);
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> groups_of_seeds(const std::vector<StoredRun>& runs) {
  struct Group {
    SeedlessKey key;
    std::set<std::uint64_t> seeds;
  };
  std::vector<std::vector<std::size_t>> groups;
  std::vector<Group> known;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    const SeedlessKey key = seedless_key(runs[run]);
    const auto fits = std::find_if(known.begin(), known.end(), [&](const Group& group) {
      return group.key == key && !group.seeds.contains(runs[run].seed);
    });
    const auto at = static_cast<std::size_t>(fits - known.begin());
    if (fits == known.end()) {
      known.push_back({key, {}});
      groups.emplace_back();
    }
    known[at].seeds.insert(runs[run].seed);
    groups[at].push_back(run);
  }
  return groups;
}

LossCurve joined_curve(const std::string& label, const std::vector<LossCurve>& seeds, SeedBand band) {
  LossCurve joined{.label = label};
  if (seeds.size() == 1) {
    joined = seeds.front();
    joined.label = label;
    return joined;
  }
  joined.epochs = common_epochs(seeds);
  fill_band(seeds, &LossCurve::train, band, joined.train, joined.train_band, joined.epochs);
  fill_band(seeds, &LossCurve::validation, band, joined.validation, joined.validation_band, joined.epochs);
  fill_band(seeds, &LossCurve::test, band, joined.test, joined.test_band, joined.epochs);
  joined.watched = seeds.front().watched;
  joined.best = best_epoch_of(joined);
  return joined;
}

}  // namespace cae::cli

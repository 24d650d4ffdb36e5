#include "framework/run/halving.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "framework/base/watched_loss.h"

namespace cae {
namespace {

std::optional<double> watched(const EpochRecord& epoch) {
  switch (watched_loss(epoch.validation_loss.has_value(), epoch.test_loss.has_value())) {
    case WatchedLoss::validation:
      return epoch.validation_loss;
    case WatchedLoss::test:
      return epoch.test_loss;
    case WatchedLoss::training:
      break;
  }
  return epoch.train_loss;
}

}  // namespace

std::vector<std::int64_t> halving_rounds(const Halving& halving, std::int64_t epochs) {
  std::vector<std::int64_t> rounds;
  double until = static_cast<double>(halving.epochs);
  while (until < static_cast<double>(epochs)) {
    const auto whole = static_cast<std::int64_t>(std::floor(until));
    if (rounds.empty() || whole > rounds.back()) rounds.push_back(whole);
    until *= halving.factor;
  }
  rounds.push_back(epochs);
  return rounds;
}

std::size_t kept_by_halving(const Halving& halving, std::size_t count) {
  const double kept = std::floor(static_cast<double>(count) / halving.factor);
  return std::max<std::size_t>(static_cast<std::size_t>(kept), 1);
}

std::optional<double> best_until(const std::vector<EpochRecord>& epochs, std::int64_t until) {
  std::optional<double> best;
  for (const EpochRecord& epoch : epochs) {
    if (epoch.epoch > until) break;
    const std::optional<double> loss = watched(epoch);
    if (loss && std::isfinite(*loss) && (!best || *loss < *best)) best = loss;
  }
  return best;
}

std::vector<std::size_t> ranked(const std::vector<std::optional<double>>& losses) {
  std::vector<std::size_t> places(losses.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    if (!losses[a] || !losses[b]) return losses[a].has_value() && !losses[b];
    return *losses[a] < *losses[b];
  });
  return places;
}

}  // namespace cae

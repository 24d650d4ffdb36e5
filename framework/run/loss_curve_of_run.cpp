#include "framework/run/loss_curve_of_run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace cae {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {
    {{"bce", "binary cross-entropy (nats, mean over pixels)"},
     {"bce_logits", "binary cross-entropy (nats, mean over pixels)"},
     {"mse", "mean squared error (mean over pixels)"},
     {"mae", "mean absolute error (mean over pixels)"},
     {"ssim", "1 - structural similarity (SSIM, mean over images)"},
     {"ms_ssim", "1 - multi-scale structural similarity (MS-SSIM, mean over images)"}}};

const std::vector<double>& watched_values(const LossCurve& curve) {
  return curve.watched == WatchedLoss::validation ? curve.validation
         : curve.watched == WatchedLoss::test     ? curve.test
                                                  : curve.train;
}

}  // namespace

LossCurve loss_curve_of(const std::string& label, const std::vector<EpochRecord>& epochs) {
  LossCurve curve{.label = label};
  bool validation = false, test = false;
  for (const EpochRecord& epoch : epochs) {
    curve.epochs.push_back(static_cast<int>(epoch.epoch));
    curve.train.push_back(epoch.train_loss);
    curve.validation.push_back(epoch.validation_loss.value_or(std::nan("")));
    curve.test.push_back(epoch.test_loss.value_or(std::nan("")));
    validation = validation || epoch.validation_loss;
    test = test || epoch.test_loss;
  }
  curve.watched = watched_loss(validation, test);
  curve.best = best_epoch_of(curve);
  return curve;
}

std::optional<int> best_epoch_of(const LossCurve& curve) {
  const std::vector<double>& losses = watched_values(curve);
  std::optional<int> best;
  double least = INFINITY;
  for (std::size_t i = 0; i < losses.size() && i < curve.epochs.size(); ++i) {
    if (!(losses[i] < least)) continue;
    least = losses[i];
    best = curve.epochs[i];
  }
  return best;
}

std::string loss_axis(const std::string& word, const std::vector<EpochRecord>& epochs) {
  std::set<std::string> terms;
  for (const EpochRecord& epoch : epochs) {
    for (const TermRecord& term : epoch.terms) terms.insert(term.term);
  }
  const auto* const known =
      std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == word; });
  const std::string name(known == names.end() ? word : known->second);
  if (terms.size() < 2) return name;
  std::string sum = "loss: the sum of";
  for (const std::string& term : terms) sum += (term == *terms.begin() ? " " : ", ") + term;
  return sum;
}

}  // namespace cae

// Successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter
// optimization", AISTATS 2016): the combinations of a sweep train for a few epochs, the best 1/factor of them
// go on for `factor` times as many, and so on until the last epoch.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "framework/store/run_record.h"

namespace cae {

struct Halving {
  std::int64_t epochs = 1;  // of the first round
  double factor = 3.0;
};

// The epochs up to which the rounds train: 2, 6, 18, 20 for a first round of 2, a factor of 3 and 20 epochs
// in all.
std::vector<std::int64_t> halving_rounds(const Halving& halving, std::int64_t epochs);

// How many of `count` combinations go on: 1/factor of them, rounded down, one at least.
std::size_t kept_by_halving(const Halving& halving, std::size_t count);

// The least watched loss of the first `until` epochs; none where there is no finite one.
std::optional<double> best_until(const std::vector<EpochRecord>& epochs, std::int64_t until);

// The places of the losses, best first: mean losses of combinations over their seeds. None is worst; of equal
// ones the first comes first.
std::vector<std::size_t> ranked(const std::vector<std::optional<double>>& losses);

}  // namespace cae

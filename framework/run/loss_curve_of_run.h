// The losses of a run as a plot shows them.
#pragma once

#include <string>
#include <vector>

#include "framework/draw/plots.h"
#include "framework/store/run_record.h"

namespace cae {

// With its best epoch: the first one with the least watched loss.
LossCurve loss_curve_of(const std::string& label, const std::vector<EpochRecord>& epochs);

// The best epoch of such a curve, as far as it has numbers.
std::optional<int> best_epoch_of(const LossCurve& curve);

// The name of the axis of losses: of `train.loss`'s word, "binary cross-entropy (nats, mean over pixels)";
// with several terms their sum.
std::string loss_axis(const std::string& word, const std::vector<EpochRecord>& epochs);

}  // namespace cae

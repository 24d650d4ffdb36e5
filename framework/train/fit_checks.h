// Checks before training whether loss, last layer, images and schedule fit together.
#pragma once

#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/train/train_config.h"

namespace cae {

// What the settings and the model say without any data: W801 (the last activation of an output does not fit
// its loss), W802 (the warm-up takes all epochs), W803 (the rate rises), W804 (a step schedule never drops),
// W808 (the beta of a variational code never reaches its value).
Diagnostics setting_warnings(const Graph& model, const TrainConfig& train);

// E812 where a loss needs images of 0 to 1 and some are not; E814 and E815 where an output is compared with
// labels and there are none, or more classes than the output has numbers.
Status check_targets(const Graph& model, const DataSets& data, const TrainConfig& train);

// E812 again, during training, for images that are read as they are needed: their values are known from then
// on.
Status check_read_targets(const Graph& model, const DataSets& data, const TrainConfig& train);

// W805: the last activation of an output cannot give the images' range.
Diagnostics image_warnings(const Graph& model, const DataSets& data, const TrainConfig& train);

// W807: there are images of other formats than PNG in the folders of images.
Diagnostics folder_warnings(const DataSets& data);

}  // namespace cae

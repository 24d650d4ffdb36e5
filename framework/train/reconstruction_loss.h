// The loss of the output that is to be the images.
#pragma once

#include <cmath>

#include "framework/graph/graph.h"
#include "framework/primitives/loss.h"
#include "framework/train/train_config.h"

namespace cae {

// Its own, or else `train.loss`.
inline const ImageLoss& loss_of(const Output& output, const TrainConfig& train) {
  return output.loss.empty() ? *train.loss : *image_loss(output.loss);
}
inline const ImageLoss& reconstruction_loss(const Graph& model, const TrainConfig& train) {
  return loss_of(model.outputs.front(), train);
}
// The number of an image that a logit stands for.
inline float sigmoid_of(float logit) {
  return 1.0F / (1.0F + std::exp(-logit));
}
// Whether a sigmoid makes images of what the model gives.
inline bool gives_logits(const Graph& model, const TrainConfig& train) {
  return reconstruction_loss(model, train).input == LossInput::logit;
}

}  // namespace cae

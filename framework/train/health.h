// Checks of a trained model for defects that its losses do not show.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "framework/data/batch_source.h"
#include "framework/engine/session.h"
#include "framework/train/evaluator.h"
#include "framework/train/train_config.h"

namespace cae {

// The names of the batch norms whose moving statistics are as they begin: mean 0, variance 1.
std::vector<std::string> untouched_batch_norms(const Graph& model, const ParameterArrays& weights);

struct TrainedModel {
  const Graph& model;
  ParameterArrays& weights;
  const TrainConfig& config;
  const Dataset& images;  // to look at: test images, else training images
  Augmentation augment = {};
  std::string images_name = "test image";
  std::vector<std::string> untouched = {};  // untouched_batch_norms() as training began
  std::int64_t steps = 0;                   // of all epochs
  std::vector<double> train_losses = {};    // of every epoch
  std::vector<LayerMetric> metrics = {};    // of the last epoch
};

// The number of images that are checked: one for every hundred that were trained on, so that the check takes
// less than a hundredth of the time; at least 100 if so many were trained on, and at most 500.
std::int64_t images_looked_at(std::int64_t trained_with, std::int64_t there);

// W811: units of the code that are the same for all images. W812: reconstructions that are all alike (they
// vary less than a hundredth of the images' variance). W813: moving statistics of which more than a twentieth
// is still the value they began with, momentum^steps. W814: a training loss that never came below that of
// epoch 1. W815: a variational code of which fewer than half of the units are active. W816: a codebook whose
// perplexity is below a tenth of its vectors. Nothing is concluded from fewer than ten images.
// `stopped` is asked before each batch; once it says so, the images are left and nothing is concluded from
// them.
Diagnostics sick_run_warnings(const TrainedModel& trained, std::int64_t images, ThreadPool& pool,
                              const std::function<bool()>& stopped = {});

}  // namespace cae

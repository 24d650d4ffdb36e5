// A run stops where a loss or a gradient is not a finite number (NaN or infinite), before the weights change,
// and says where that began.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/watched_loss.h"
#include "framework/data/batch_source.h"
#include "framework/engine/session.h"
#include "framework/train/gradient_clipping.h"

namespace cae {

// What the search for the first layer with such a number needs of a model in training.
struct ModelInTraining {
  const Graph& model;
  ParameterArrays& weights;
  ThreadPool& pool;
  PlanOptions options = {};  // in which it ran
};

// What these throw. It ends the run alone: of all processes that share its steps, at the same place.
class NotFinite : public Failure {
 public:
  using Failure::Failure;
};

struct StepPlace {
  std::int64_t epoch = 1;
  std::int64_t step = 1;  // of the epoch
};

// E804 with the first layer of that step whose output is not finite.
void stop_at_nan(double loss, const BatchView& batch, const StepContext& context,
                 const ModelInTraining& training, const StepPlace& place);
// E805 with the parameter.
void stop_at_nan(const GradientNorm& gradients, const StepPlace& place);
// E804: a mean loss of validation or test images, taken after an epoch from these images of the source.
void stop_at_nan(double loss, WatchedLoss of, BatchSource& source, const std::vector<std::uint32_t>& order,
                 const ModelInTraining& training, std::int64_t epoch);

}  // namespace cae

// Which layer of a model is the first to give a number that is not finite.
#pragma once

#include <string>
#include <vector>

#include "framework/data/batch_source.h"
#include "framework/engine/session.h"

namespace cae {

class LayerCheck {
 public:
  // `options` says in which mode the model runs; gradients are left out. What is named must outlive it.
  LayerCheck(const Graph& model, ParameterArrays& weights, ThreadPool& pool, PlanOptions options);

  // Runs the batch; the layer's name, or "" where every output is finite.
  std::string first_not_finite(const BatchView& batch, StepContext context);

 private:
  const Graph& model_;
  std::vector<NodeId> outputs_;  // of each layer, in order
  Session session_;
};

}  // namespace cae

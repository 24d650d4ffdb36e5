#include "framework/train/layer_check.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cae {
namespace {

std::vector<NodeId> layer_outputs(const Graph& model) {
  std::vector<NodeId> outputs;
  for (const std::string& layer : model.layers()) outputs.push_back(model.layer_output(layer));
  return outputs;
}

PlanOptions with_kept(PlanOptions options, const std::vector<NodeId>& kept) {
  options.gradients = false;
  options.kept = kept;
  return options;
}

}  // namespace

LayerCheck::LayerCheck(const Graph& model, ParameterArrays& weights, ThreadPool& pool, PlanOptions options)
    : model_(model),
      outputs_(layer_outputs(model)),
      session_(model, weights, pool, with_kept(std::move(options), outputs_)) {}

std::string LayerCheck::first_not_finite(const BatchView& batch, StepContext context) {
  std::copy(batch.inputs.begin(), batch.inputs.end(), session_.input().begin());
  std::copy(batch.targets.begin(), batch.targets.end(), session_.target().begin());
  context.count = batch.count;
  session_.run(context);
  for (const NodeId node : outputs_) {
    const Node& at = model_.nodes[static_cast<std::size_t>(node)];
    const auto output =
        session_.output(node).first(static_cast<std::size_t>(at.shape.elements() * batch.count));
    if (!std::all_of(output.begin(), output.end(), [](float v) { return std::isfinite(v); })) return at.layer;
  }
  return "";
}

}  // namespace cae

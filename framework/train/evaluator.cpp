#include "framework/train/evaluator.h"

#include <algorithm>

#include "framework/passes/pass.h"

namespace cae {

Evaluator::Evaluator(const Graph& model, ParameterArrays& weights, ThreadPool& pool, int batch, Loss loss,
                     const std::vector<NodeId>& kept, const std::vector<std::string>& disabled_passes,
                     onednn::Precision precision)
    : model_(model) {
  std::vector<NodeId> all_kept = kept;
  all_kept.push_back(model.output);
  optimised_ = optimise(model, {.disabled = disabled_passes, .training = false, .kept = all_kept});
  PlanOptions options{.batch = batch, .training = false, .gradients = false};
  options.precision = precision;
  options.loss = loss;
  for (const NodeId node : all_kept) options.kept.push_back(optimised_id(node));
  session_ = std::make_unique<Session>(optimised_, weights, pool, options);
}

NodeId Evaluator::optimised_id(NodeId node) const {
  const std::string& name = model_.nodes[static_cast<std::size_t>(node)].name;
  for (std::size_t i = 0; i < optimised_.nodes.size(); ++i) {
    if (optimised_.nodes[i].name == name) return static_cast<NodeId>(i);
  }
  return no_node;  // kept nodes are always there
}

Result<double> Evaluator::loss(BatchSource& source, std::vector<std::uint32_t> order) {
  const auto images = static_cast<double>(order.size());
  source.start_epoch(std::move(order), 0);
  double sum = 0.0;
  StepContext context;
  for (;;) {
    const Result<std::optional<BatchView>> next = source.next();
    if (!next) return next.diagnostics();
    if (!*next) break;
    const BatchView& batch = **next;
    std::copy(batch.inputs.begin(), batch.inputs.end(), session_->input().begin());
    std::copy(batch.targets.begin(), batch.targets.end(), session_->target().begin());
    context.count = batch.count;
    sum += session_->run(context);
    context.weights_unchanged = true;
  }
  const auto numbers =
      static_cast<double>(model_.nodes[static_cast<std::size_t>(model_.output)].shape.elements());
  return sum / (images * numbers);
}

std::span<const float> Evaluator::outputs(const BatchView& batch, NodeId layer) {
  std::copy(batch.inputs.begin(), batch.inputs.end(), session_->input().begin());
  std::copy(batch.targets.begin(), batch.targets.end(), session_->target().begin());
  StepContext context;
  context.count = batch.count;
  session_->run(context);
  return kept_output(layer, batch.count);
}

std::span<const float> Evaluator::kept_output(NodeId layer, int count) const {
  const auto numbers = model_.nodes[static_cast<std::size_t>(layer)].shape.elements();
  return session_->output(optimised_id(layer)).first(static_cast<std::size_t>(numbers * count));
}

}  // namespace cae

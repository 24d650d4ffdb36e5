#include "framework/train/evaluator.h"

#include <algorithm>
#include <functional>

#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "framework/train/fill_session.h"

namespace cae {

namespace {

NodeId node_called(const Graph& graph, const std::string& name) {
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].name == name) return static_cast<NodeId>(i);
  }
  return no_node;  // kept nodes are always there
}

struct Planned {
  Graph optimised;
  PlanOptions options;
};

Planned planned(const Graph& model, const std::string& loss, int batch, const std::vector<NodeId>& kept,
                const std::vector<std::string>& disabled_passes) {
  std::vector<NodeId> all_kept = kept;
  all_kept.push_back(model.reconstruction());
  const Graph whole = loss.empty() ? model : with_losses(model, loss);
  Planned plan{optimise(whole, {.disabled = disabled_passes, .training = false, .kept = all_kept}),
               {.batch = batch, .training = false, .gradients = false}};
  for (const NodeId node : all_kept) {
    plan.options.kept.push_back(
        node_called(plan.optimised, model.nodes[static_cast<std::size_t>(node)].name));
  }
  return plan;
}

}  // namespace

Evaluator::Evaluator(const Graph& model, ParameterArrays& weights, ThreadPool& pool, int batch,
                     const std::string& loss, const std::vector<NodeId>& kept,
                     const std::vector<std::string>& disabled_passes, onednn::Precision precision,
                     Exchange* exchange)
    : model_(model) {
  Planned plan = planned(model, loss, batch, kept, disabled_passes);
  plan.options.precision = precision;
  plan.options.exchange = exchange;
  optimised_ = std::move(plan.optimised);
  session_ = std::make_unique<Session>(optimised_, weights, pool, plan.options);
}

std::size_t Evaluator::planned_bytes(const Graph& model, int batch, int threads,
                                     const std::vector<NodeId>& kept) {
  const Planned wanted = planned(model, "", batch, kept, {});
  const Plan plan = make_plan(wanted.optimised, wanted.options);
  return plan.batch_bytes + plan.thread_bytes * static_cast<std::size_t>(threads);
}

NodeId Evaluator::optimised_id(NodeId node) const {
  return node_called(optimised_, model_.nodes[static_cast<std::size_t>(node)].name);
}

Result<double> Evaluator::loss(BatchSource& source, std::vector<std::uint32_t> order) {
  const auto images = static_cast<double>(order.size());
  source.start_epoch(std::move(order), 0);
  double sum = 0.0;
  terms_.assign(session_->terms().size(), 0.0);
  std::map<NodeId, std::vector<double>> sums;
  StepContext context;
  for (;;) {
    const Result<std::optional<BatchView>> next = source.next();
    if (!next) return next.diagnostics();
    if (!*next) break;
    const BatchView& batch = **next;
    fill_session(*session_, batch);
    context.images = batch.images;
    sum += session_->run(context) * batch.images;
    for (std::size_t i = 0; i < terms_.size(); ++i)
      terms_[i] += session_->terms()[i] * (batch.images / images);
    for (const auto& [node, found] : session_->metric_sums()) {
      std::vector<double>& all = sums[node];
      all.resize(found.size());
      std::transform(all.begin(), all.end(), found.begin(), all.begin(), std::plus<>());
    }
    context.weights_unchanged = true;
  }
  find_metrics(sums, images);
  return sum / images;
}

ImageRange Evaluator::own_images(int images) const {
  const Session::Images own = session_->own_images(images);
  return {own.first, own.count};
}

void Evaluator::find_metrics(const std::map<NodeId, std::vector<double>>& sums, double images) {
  metrics_.clear();
  for (const auto& [id, totals] : sums) {
    const Node& node = optimised_.nodes[static_cast<std::size_t>(id)];
    // That of a term is called like the layer that adds it, "code.kl".
    const std::string layer = node.layer.empty() ? node.name.substr(0, node.name.rfind('.')) : node.layer;
    for (KernelMetric& metric :
         session_->plan().nodes[static_cast<std::size_t>(id)].kernel->metrics(totals, images))
      metrics_.push_back({layer, std::move(metric.name), metric.unit, metric.value});
  }
}

std::span<const float> Evaluator::outputs(const BatchView& batch, NodeId layer) {
  fill_session(*session_, batch);
  StepContext context;
  context.images = batch.images;
  session_->run(context);
  return kept_output(layer, batch.count);
}

std::span<const float> Evaluator::kept_output(NodeId layer, int count) const {
  const auto numbers = model_.nodes[static_cast<std::size_t>(layer)].shape.elements();
  return session_->output(optimised_id(layer)).first(static_cast<std::size_t>(numbers * count));
}

}  // namespace cae

#include "framework/train/stop_at_nan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "framework/base/catalogue/run.h"
#include "framework/engine/gather_numbers.h"
#include "framework/train/fill_session.h"
#include "framework/train/layer_outputs.h"

namespace cae {
namespace {

PlanOptions with_kept(PlanOptions options, const std::vector<NodeId>& kept) {
  options.gradients = false;
  options.kept = kept;
  return options;
}

// Runs batches once more with every layer's output kept.
class LayerSearch {
 public:
  explicit LayerSearch(const ModelInTraining& training)
      : model_(training.model),
        exchange_(training.options.exchange),
        outputs_(layer_outputs(model_)),
        session_(model_, training.weights, training.pool, with_kept(training.options, outputs_)) {}

  // The first layer whose output is not finite, or "".
  std::string first_not_finite(const BatchView& batch, StepContext context) {
    fill_session(session_, batch);
    context.images = batch.images;
    session_.run(context);
    std::size_t first = 0;
    while (first < outputs_.size() && is_finite(outputs_[first], batch.count)) ++first;
    first = least_of_all_ranks(first);
    return first == outputs_.size() ? "" : model_.nodes[static_cast<std::size_t>(outputs_[first])].layer;
  }

 private:
  bool is_finite(NodeId node, int images) const {
    const Node& at = model_.nodes[static_cast<std::size_t>(node)];
    const auto output = session_.output(node).first(static_cast<std::size_t>(at.shape.elements() * images));
    return std::all_of(output.begin(), output.end(), [](float v) { return std::isfinite(v); });
  }

  std::size_t least_of_all_ranks(std::size_t value) const {
    if (exchange_ == nullptr) return value;
    const std::vector<std::size_t> values = gather_numbers(*exchange_, value);
    return *std::min_element(values.begin(), values.end());
  }

  const Graph& model_;
  Exchange* exchange_;
  std::vector<NodeId> outputs_;  // of each layer, in order
  Session session_;
};

}  // namespace

void stop_at_nan(double loss, const BatchView& batch, const StepContext& context,
                 const ModelInTraining& training, const StepPlace& place) {
  if (std::isfinite(loss)) return;
  const std::string layer = LayerSearch(training).first_not_finite(batch, context);
  throw NotFinite(catalogue::loss_not_finite(place.epoch, place.step, layer));
}

void stop_at_nan(const GradientNorm& gradients, const StepPlace& place) {
  if (gradients.not_finite.empty()) return;
  throw NotFinite(catalogue::gradient_not_finite(place.epoch, place.step, gradients.not_finite));
}

void stop_at_nan(double loss, WatchedLoss of, BatchSource& source, const std::vector<std::uint32_t>& order,
                 const ModelInTraining& training, std::int64_t epoch) {
  if (std::isfinite(loss)) return;
  LayerSearch search(training);
  std::string layer;
  source.start_epoch(order, 0);
  while (layer.empty()) {
    const std::optional<BatchView> batch = source.next().take();
    if (!batch) break;  // every output is finite, so the loss itself overflowed
    layer = search.first_not_finite(*batch, {});
  }
  throw NotFinite(catalogue::evaluation_not_finite(name_of(of), epoch, layer));
}

}  // namespace cae

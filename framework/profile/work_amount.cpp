#include "framework/profile/work_amount.h"

#include <algorithm>

namespace cae {
namespace {

// The shapes round one node, in bytes.
struct NodeBytes {
  // Those of all buffers, or of those alone that cross a barrier and so lie in memory.
  NodeBytes(const Graph& graph, const Plan& plan, NodeId id, bool in_memory) {
    const auto counts = [&](const Buffer& buffer) { return !in_memory || !buffer.of_thread; };
    const auto& node = graph.nodes[static_cast<std::size_t>(id)];
    const PlannedNode& planned = plan.nodes[static_cast<std::size_t>(id)];
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      const auto input = static_cast<std::size_t>(node.inputs[i]);
      const auto bytes = static_cast<double>(graph.nodes[input].shape.elements()) * sizeof(float);
      const PlannedNode& from = plan.nodes[input];
      if (counts(from.output)) inputs += bytes;
      if (planned.needs_gradient && from.needs_gradient && counts(from.gradients[planned.gradient_slots[i]]))
        input_gradients += bytes;
    }
    if (counts(planned.output)) output = static_cast<double>(node.shape.elements()) * sizeof(float);
    if (counts(planned.saved)) saved = static_cast<double>(planned.needs.saved_per_image);
    for (const ParameterSpec& parameter : node.parameters)
      parameters += static_cast<double>(parameter.elements()) * sizeof(float);
    for (const std::size_t elements : planned.needs.gradient_partials)
      partial += static_cast<double>(elements) * sizeof(float);
  }
  // Of an image.
  double inputs = 0.0;
  double input_gradients = 0.0;  // those that are wanted
  double output = 0.0;
  double saved = 0.0;
  // Of the whole batch, and of one slice.
  double parameters = 0.0;
  double partial = 0.0;
};

WorkAmount forward(const PlannedNode& node, const NodeBytes& bytes, int phase, double images) {
  // The phases before the last collect statistics of the inputs.
  if (phase + 1 < node.needs.forward_phases) return {0.0, bytes.inputs * images};
  return {node.kernel->products().forward * images,
          (bytes.inputs + bytes.output + bytes.saved) * images + bytes.parameters};
}

WorkAmount backward(const PlannedNode& node, const NodeBytes& bytes, int phase, double slices,
                    double images) {
  const double kept = node.needs.input_in_backward ? bytes.inputs : 0.0;
  // The phases before the last sum up gradients with what was saved, or else with the inputs.
  if (phase + 1 < node.needs.backward_phases)
    return {0.0, (bytes.output + (bytes.saved > 0.0 ? bytes.saved : kept)) * images};
  double image = bytes.output + bytes.saved + kept;
  if (node.needs.output_in_backward) image += bytes.output;
  const ProductOperations products = node.kernel->products();
  double operations = bytes.input_gradients > 0.0 ? products.input_gradient : 0.0;
  if (!node.needs.whole_batch_gradients) operations += products.weight_gradient;
  return {operations * images,
          (image + bytes.input_gradients) * images + bytes.parameters + bytes.partial * slices};
}

WorkAmount amount(const WorkSpan& span, const NodeBytes& bytes, const Plan& plan, double images) {
  const PlannedNode& node = plan.nodes[static_cast<std::size_t>(span.node)];
  const auto slices = static_cast<double>(plan.slices);
  switch (span.work) {
    case Work::prepare:
      // Kernels with products pack their weights.
      if (node.kernel->products().forward == 0.0) return {};
      return {0.0, bytes.parameters + static_cast<double>(node.needs.workspace)};
    case Work::forward:
      return forward(node, bytes, span.phase, images);
    case Work::loss:
      return {0.0, bytes.inputs * (plan.options.gradients ? 3.0 : 2.0) * images};
    case Work::sum_gradients:
      return {0.0, bytes.output * static_cast<double>(node.gradients.size() + 1) * images};
    case Work::backward:
      return backward(node, bytes, span.phase, slices, images);
    case Work::whole_batch_gradients:
      return {node.kernel->products().weight_gradient * images,
              (bytes.inputs + bytes.output) * images + bytes.parameters};
    case Work::reduce_gradients:
      return {0.0, bytes.partial * (slices + 1.0)};
    case Work::unpack:
      return {0.0, bytes.partial * 2.0};
    case Work::finish_phase:
      break;
  }
  return {};
}

}  // namespace

WorkAmount amount_of(const WorkSpan& span, const Graph& graph, const Plan& plan, double images) {
  return amount(span, NodeBytes(graph, plan, span.node, false), plan, images);
}

double memory_bytes_of(const WorkSpan& span, const Graph& graph, const Plan& plan) {
  return amount(span, NodeBytes(graph, plan, span.node, true), plan, plan.options.batch).bytes;
}

double forward_operations(const Graph& model) {
  const Plan plan = make_plan(model, {.batch = 1, .training = false, .gradients = false});
  double sum = 0.0;
  for (const PlannedNode& node : plan.nodes) sum += node.kernel->products().forward;
  return sum;
}

}  // namespace cae

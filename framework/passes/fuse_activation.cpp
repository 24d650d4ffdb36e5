// conv + relu, or bn + relu -> the first with relu applied to its output in place: one array and one walk
// over it less. For activations whose derivative follows from their output; the others need their input and
// stay.
#include <utility>

#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool takes_activation(const Node& node) {
  return find_operator(node.kind)->takes_activation() && node.fusion.activation.is_linear();
}

Activation as_activation(const Node& node) {
  Activation activation{node.kind, {}};
  for (const auto& [name, value] : node.attributes)
    activation.arguments.emplace_back(name, std::get<double>(value));
  return activation;
}

}  // namespace

Graph fuse_activation(Graph graph, const PassOptions& options) {
  const Readers readers(graph, options);
  Rewriting rewriting(std::move(graph));
  for (NodeId id = 0; id < rewriting.node_count(); ++id) {
    const Node& activation = rewriting.node(id);
    if (!find_operator(activation.kind)->derivative_from_output()) continue;
    const NodeId source = activation.inputs[0];
    Node& layer = rewriting.node(source);
    if (!takes_activation(layer) || !readers.is_only_one_of(source)) continue;
    // The pair keeps the activation's name, by which its output is found.
    layer.fusion.activation = as_activation(activation);
    layer.name = activation.name;
    layer.layer = activation.layer;
    rewriting.remove(id, source);
  }
  return std::move(rewriting).result();
}

}  // namespace cae

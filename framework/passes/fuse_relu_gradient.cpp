// (conv with relu) + bn: batch norm, which reads relu's output in backward anyway, also applies relu's
// gradient to the gradient that it passes on; one walk over two arrays less. Needs what fuse-activation made.
#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool ends_in_relu(const Node& node) {
  return node.fusion.activation.kind == "relu";
}

}  // namespace

Graph fuse_relu_gradient(Graph graph, const PassOptions& options) {
  const Readers readers(graph, options);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!find_operator(graph.nodes[i].kind)->takes_relu_gradient_of_input()) continue;
    const NodeId source = graph.nodes[i].inputs[0];
    if (!ends_in_relu(graph.nodes[static_cast<std::size_t>(source)])) continue;
    if (!readers.is_only_one_of(source)) continue;
    graph.nodes[static_cast<std::size_t>(source)].fusion.activation_gradient_by_reader = true;
    graph.nodes[i].fusion.relu_gradient_of_input = true;
  }
  return graph;
}

}  // namespace cae

#include "framework/graph/code_layer.h"

namespace cae {

NodeId code_layer(const Graph& graph) {
  const NodeId named = graph.layer_output("code");
  if (named != no_node) return named;
  for (auto id = static_cast<NodeId>(graph.nodes.size()) - 1; id >= 0; --id) {
    if (graph.nodes[static_cast<std::size_t>(id)].stage == "encoder") return id;
  }
  return no_node;
}

}  // namespace cae

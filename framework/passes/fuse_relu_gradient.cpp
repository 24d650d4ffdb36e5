// (conv with relu) + bn: batch norm, which reads relu's output on its way back anyway, also applies relu's
// gradient to what it passes on; one walk over two arrays less. Needs what fuse-activation made.
#include <algorithm>
#include <array>
#include <string_view>

#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool takes_gradient(const Node& node) {
  static constexpr std::array<std::string_view, 3> kinds{"bn", "bn_pool", "bn_pointwise"};
  return std::find(kinds.begin(), kinds.end(), node.kind) != kinds.end();
}

bool ends_in_relu(const Node& node) {
  return node.attributes.has("fused") && node.attributes.activation("fused").kind == "relu";
}

}  // namespace

Graph fuse_relu_gradient(const Graph& graph, const PassOptions& options) {
  Graph rewritten = graph;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!takes_gradient(graph.nodes[i])) continue;
    const NodeId source = graph.nodes[i].inputs[0];
    if (!ends_in_relu(graph.nodes[static_cast<std::size_t>(source)])) continue;
    if (!is_read_only_by(graph, source, static_cast<NodeId>(i), options)) continue;
    rewritten.nodes[static_cast<std::size_t>(source)].attributes.set("gradient_taken", true);
    rewritten.nodes[i].attributes.set("input_relu", true);
  }
  return rewritten;
}

}  // namespace cae

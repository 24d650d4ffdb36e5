// bn + max pool -> bn_pool, which pools what arrives and normalises only what the pool keeps.
#include "framework/graph/rules/sliding.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool matches(const Graph& graph, NodeId id, const PassOptions& options) {
  const Node& pool = graph.nodes[static_cast<std::size_t>(id)];
  if (pool.kind != "pool" || pool.attributes.word("mode") != "max") return false;
  if (pool.attributes.padding("pad").mode != Padding::Mode::valid) return false;
  const NodeId source = pool.inputs[0];
  const Node& bn = graph.nodes[static_cast<std::size_t>(source)];
  if (bn.kind != "bn" || !is_neighbour(graph, source, id, options)) return false;
  const auto [window, stride] = pool_window(pool.attributes, bn.shape);
  return stride.height >= window.height && stride.width >= window.width;
}

}  // namespace

Graph fuse_bn_pool(const Graph& graph, const PassOptions& options) {
  Rewriting rewriting(graph);
  for (NodeId id = 0; id < static_cast<NodeId>(graph.nodes.size()); ++id) {
    if (!matches(graph, id, options)) continue;
    Node& fused = rewriting.node(id);
    const NodeId source = fused.inputs[0];
    const Node& bn = graph.nodes[static_cast<std::size_t>(source)];
    const auto [window, stride] = pool_window(fused.attributes, bn.shape);
    fused.kind = "bn_pool";
    fused.attributes = bn.attributes;
    fused.attributes.set("window", window);
    fused.attributes.set("stride", stride);
    fused.parameters = bn.parameters;
    rewriting.remove(source, bn.inputs[0]);
  }
  return rewriting.result();
}

}  // namespace cae

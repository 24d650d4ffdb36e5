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
  Graph rewritten = graph;
  std::vector<bool> removed(graph.nodes.size(), false);
  std::vector<NodeId> replacement(graph.nodes.size(), no_node);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!matches(graph, static_cast<NodeId>(i), options)) continue;
    const Node& pool = graph.nodes[i];
    const auto source = static_cast<std::size_t>(pool.inputs[0]);
    const Node& bn = graph.nodes[source];
    const auto [window, stride] = pool_window(pool.attributes, bn.shape);
    Node& fused = rewritten.nodes[i];
    fused.kind = "bn_pool";
    fused.attributes = bn.attributes;
    fused.attributes.set("window", window);
    fused.attributes.set("stride", stride);
    fused.parameters = bn.parameters;
    removed[source] = true;
    replacement[source] = bn.inputs[0];
  }
  return without(rewritten, removed, replacement);
}

}  // namespace cae

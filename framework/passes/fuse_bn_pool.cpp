// bn + max pool -> bn_pool, which pools its input and normalises only the pooled numbers.
#include <utility>

#include "framework/graph/rules/sliding.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool is_pooled_batch_norm(const Graph& graph, NodeId id, const Readers& readers) {
  const Node& pool = graph.nodes[static_cast<std::size_t>(id)];
  if (pool.kind != "pool" || pool.attributes.choice("mode") != "max") return false;
  if (pool.attributes.padding("pad").mode != Padding::Mode::valid) return false;
  const NodeId source = pool.inputs[0];
  const Node& bn = graph.nodes[static_cast<std::size_t>(source)];
  if (bn.kind != "bn" || !bn.fusion.activation.is_linear() || !readers.is_only_one_of(source)) return false;
  const auto [window, stride] = pool_window(pool.attributes, bn.shape);
  return stride.height >= window.height && stride.width >= window.width;
}

void take_batch_norm(Node& pool, const Node& bn) {
  const auto [window, stride] = pool_window(pool.attributes, bn.shape);
  pool.kind = "bn_pool";
  pool.attributes = bn.attributes;
  pool.attributes.set("window", window);
  pool.attributes.set("stride", stride);
  pool.parameters = bn.parameters;
}

}  // namespace

Graph fuse_bn_pool(Graph graph, const PassOptions& options) {
  return fuse_with_input(std::move(graph), options, is_pooled_batch_norm, take_batch_norm);
}

}  // namespace cae

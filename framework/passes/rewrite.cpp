#include "framework/passes/rewrite.h"

#include <algorithm>

namespace cae {

bool is_read_only_by(const Graph& graph, NodeId node, NodeId reader, const PassOptions& options) {
  if (node == graph.code || node == graph.output) return false;
  if (std::find(options.kept.begin(), options.kept.end(), node) != options.kept.end()) return false;
  return graph.consumers(node) == std::vector<NodeId>{reader};
}

bool is_neighbour(const Graph& graph, NodeId node, NodeId reader, const PassOptions& options) {
  return node + 1 == reader && is_read_only_by(graph, node, reader, options);
}

bool is_plain(const Node& conv) {
  const Attributes& attributes = conv.attributes;
  return attributes.window("stride") == Window{} && attributes.window("dilation") == Window{} &&
         attributes.integer("groups") == 1;
}

Graph without(const Graph& graph, const std::vector<bool>& removed, const std::vector<NodeId>& replacement) {
  Graph result = graph;
  result.nodes.clear();
  std::vector<NodeId> moved(graph.nodes.size(), no_node);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (removed[i]) continue;
    moved[i] = static_cast<NodeId>(result.nodes.size());
    result.nodes.push_back(graph.nodes[i]);
  }
  const auto now = [&](NodeId old) {
    while (old != no_node && removed[static_cast<std::size_t>(old)])
      old = replacement[static_cast<std::size_t>(old)];
    return old == no_node ? no_node : moved[static_cast<std::size_t>(old)];
  };
  for (Node& node : result.nodes) {
    for (NodeId& input : node.inputs) input = now(input);
  }
  result.input = now(graph.input);
  result.output = now(graph.output);
  result.code = now(graph.code);
  return result;
}

}  // namespace cae

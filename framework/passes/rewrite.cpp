#include "framework/passes/rewrite.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "framework/graph/operator.h"

namespace cae {

Readers::Readers(const Graph& graph, const PassOptions& options) : counts_(graph.nodes.size()) {
  const auto count = [&](NodeId node) {
    if (node != no_node) ++counts_[static_cast<std::size_t>(node)];
  };
  for (const Node& node : graph.nodes) {
    for (const NodeId input : node.inputs) count(input);
  }
  for (const NodeId kept : options.kept) count(kept);
  for (const Output& output : graph.outputs) count(output.node);
  count(graph.code);
}

void become(Node& node, std::string kind) {
  Attributes kept;
  for (const AttributeSpec& spec : find_operator(kind)->attributes()) {
    if (const AttributeValue* value = node.attributes.find(spec.name)) kept.set(spec.name, *value);
  }
  node.kind = std::move(kind);
  node.attributes = std::move(kept);
}

bool is_plain(const Node& conv) {
  const Attributes& attributes = conv.attributes;
  return attributes.window("stride") == Window{} && attributes.window("dilation") == Window{} &&
         attributes.integer("groups") == 1;
}

Rewriting::Rewriting(Graph graph) : graph_(std::move(graph)), replacements_(graph_.nodes.size()) {
  std::iota(replacements_.begin(), replacements_.end(), NodeId{0});
}

void Rewriting::remove(NodeId id, NodeId instead) {
  replacements_[static_cast<std::size_t>(id)] = instead;
  removes_ = true;
}

Graph Rewriting::result() && {
  Graph result = std::move(graph_);
  if (!removes_) return result;
  std::vector<Node> nodes = std::exchange(result.nodes, {});
  result.nodes.reserve(nodes.size());
  // Where each node, or what stands for it, is now. What stands for it comes before it.
  std::vector<NodeId> moved(nodes.size(), no_node);
  for (std::size_t id = 0; id < nodes.size(); ++id) {
    const auto instead = static_cast<std::size_t>(replacements_[id]);
    if (instead == id) {
      moved[id] = static_cast<NodeId>(result.nodes.size());
      result.nodes.push_back(std::move(nodes[id]));
    } else {
      moved[id] = moved[instead];
    }
  }
  const auto now = [&](NodeId old) {
    return old == no_node ? no_node : moved[static_cast<std::size_t>(old)];
  };
  for (Node& node : result.nodes) {
    for (NodeId& input : node.inputs) input = now(input);
  }
  result.input = now(result.input);
  for (Output& output : result.outputs) output.node = now(output.node);
  result.code = now(result.code);
  return result;
}

Graph fuse_with_input(Graph graph, const PassOptions& options,
                      bool (*matches)(const Graph&, NodeId, const Readers&),
                      void (*fuse)(Node&, const Node&)) {
  const Readers readers(graph, options);
  Rewriting rewriting(std::move(graph));
  for (NodeId id = 0; id < rewriting.node_count(); ++id) {
    if (!matches(rewriting.graph(), id, readers)) continue;
    const NodeId source = rewriting.node(id).inputs[0];
    const Node& input = rewriting.node(source);
    fuse(rewriting.node(id), input);
    rewriting.remove(source, input.inputs[0]);
  }
  return std::move(rewriting).result();
}

}  // namespace cae

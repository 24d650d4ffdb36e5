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

Rewriting::Rewriting(const Graph& graph) : graph_(graph), replacements_(graph.nodes.size()) {
  std::iota(replacements_.begin(), replacements_.end(), NodeId{0});
}

void Rewriting::remove(NodeId id, NodeId instead) {
  replacements_[static_cast<std::size_t>(id)] = instead;
}

NodeId Rewriting::replacement(NodeId id) const {
  while (id != no_node && replacements_[static_cast<std::size_t>(id)] != id)
    id = replacements_[static_cast<std::size_t>(id)];
  return id;
}

Graph Rewriting::result() const {
  Graph result = graph_;
  result.nodes.clear();
  std::vector<NodeId> moved(graph_.nodes.size(), no_node);
  for (NodeId id = 0; id < static_cast<NodeId>(graph_.nodes.size()); ++id) {
    if (replacement(id) != id) continue;
    moved[static_cast<std::size_t>(id)] = static_cast<NodeId>(result.nodes.size());
    result.nodes.push_back(graph_.nodes[static_cast<std::size_t>(id)]);
  }
  const auto now = [&](NodeId old) {
    const NodeId id = replacement(old);
    return id == no_node ? no_node : moved[static_cast<std::size_t>(id)];
  };
  for (Node& node : result.nodes) {
    for (NodeId& input : node.inputs) input = now(input);
  }
  result.input = now(graph_.input);
  for (Output& output : result.outputs) output.node = now(output.node);
  result.code = now(graph_.code);
  return result;
}

Graph fuse_with_input(const Graph& graph, const PassOptions& options,
                      bool (*matches)(const Graph&, NodeId, const Readers&),
                      void (*fuse)(Node&, const Node&)) {
  const Readers readers(graph, options);
  Rewriting rewriting(graph);
  for (NodeId id = 0; id < static_cast<NodeId>(graph.nodes.size()); ++id) {
    if (!matches(graph, id, readers)) continue;
    const NodeId source = graph.nodes[static_cast<std::size_t>(id)].inputs[0];
    const Node& input = graph.nodes[static_cast<std::size_t>(source)];
    fuse(rewriting.node(id), input);
    rewriting.remove(source, input.inputs[0]);
  }
  return rewriting.result();
}

}  // namespace cae

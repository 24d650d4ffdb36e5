// The check that runs after every pass: a pass that breaks the graph is stopped by name, not by wrong
// numbers.
#include <set>

#include "framework/graph/operator.h"

namespace cae {

std::string verify(const Graph& graph) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    const Operator* op = find_operator(node.kind);
    if (op == nullptr) return node.name + ": no operator '" + node.kind + "'";
    if (!names.insert(node.name).second) return node.name + ": two nodes of that name";
    if (node.inputs.size() != static_cast<std::size_t>(op->arity()))
      return node.name + ": wrong number of inputs";
    std::vector<Shape> shapes;
    for (const NodeId input : node.inputs) {
      if (input < 0 || input >= static_cast<NodeId>(i))
        return node.name + ": an input that does not come before it";
      shapes.push_back(graph.nodes[static_cast<std::size_t>(input)].shape);
    }
    const ShapeOrProblem inferred = op->infer(node.attributes, shapes);
    if (const auto* problem = std::get_if<ShapeProblem>(&inferred)) return node.name + ": " + problem->reason;
    if (std::get<Shape>(inferred) != node.shape)
      return node.name + ": its shape is not what its operator gives";
  }
  for (const NodeId end : {graph.input, graph.output}) {
    if (end < 0 || end >= static_cast<NodeId>(graph.nodes.size())) return "no input or no output";
  }
  return "";
}

}  // namespace cae

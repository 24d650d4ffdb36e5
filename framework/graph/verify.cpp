// The check that runs after the passes: one that breaks the graph is stopped by name, not by wrong numbers.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "framework/graph/operator.h"

namespace cae {

namespace {

bool declares(const Operator& op, const std::string& attribute) {
  return std::any_of(op.attributes().begin(), op.attributes().end(),
                     [&](const AttributeSpec& spec) { return spec.name == attribute; });
}

// Kernels know their parameters by their place in the operator's list.
bool has_declared_parameters(const Node& node, const std::vector<ParameterSpec>& declared) {
  return std::equal(node.parameters.begin(), node.parameters.end(), declared.begin(), declared.end(),
                    [](const ParameterSpec& own, const ParameterSpec& wanted) {
                      return own.name.ends_with("." + wanted.name) && own.dimensions == wanted.dimensions;
                    });
}

using ParametersByName = std::unordered_map<std::string_view, const ParameterSpec*>;

std::string verify_nodes(const Graph& graph) {
  std::unordered_set<std::string_view> names;
  names.reserve(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    const Operator* op = find_operator(node.kind);
    if (op == nullptr) return node.name + ": no operator '" + node.kind + "'";
    if (!names.insert(node.name).second) return node.name + ": two nodes of that name";
    const auto count = static_cast<int>(node.inputs.size());
    if (count < op->inputs().least || count > op->inputs().most)
      return node.name + ": wrong number of inputs";
    for (const auto& [name, value] : node.attributes) {
      if (!declares(*op, name))
        return node.name + ": a setting '" + name + "' that its operator does not have";
    }
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
    if (!has_declared_parameters(node, op->parameters(node.attributes, shapes)))
      return node.name + ": its parameters are not those of its operator";
  }
  return "";
}

// Sets `parameters` to those of all nodes.
std::string find_parameters(const Graph& graph, ParametersByName& parameters) {
  parameters.reserve(2 * graph.nodes.size());
  for (const Node& node : graph.nodes) {
    for (const ParameterSpec& parameter : node.parameters) {
      if (!parameters.emplace(parameter.name, &parameter).second)
        return parameter.name + ": two parameters of that name";
    }
  }
  return "";
}

std::string verify_ends(const Graph& graph) {
  const auto exists = [&](NodeId id) { return id >= 0 && id < static_cast<NodeId>(graph.nodes.size()); };
  if (!exists(graph.input)) return "no input";
  if (graph.outputs.empty()) return "no output";
  std::map<std::string, Shape> shapes_of_targets;
  for (const Output& output : graph.outputs) {
    if (!exists(output.node)) return output.name + ": an output without a node";
    if (output.target == target_labels) continue;
    const Shape& shape = graph.nodes[static_cast<std::size_t>(output.node)].shape;
    if (shapes_of_targets.try_emplace(output.target, shape).first->second != shape)
      return output.name + ": another shape than the output before it with the target " + output.target;
  }
  return "";
}

bool have_one_form(const ParameterSpec& a, const ParameterSpec& b) {
  return a.dimensions == b.dimensions && a.trainable == b.trainable;
}

// As parameters_of() has them, without copies.
std::vector<const ParameterSpec*> owned_parameters(const Graph& graph) {
  std::vector<const ParameterSpec*> owned;
  owned.reserve(2 * graph.nodes.size());
  for (const Node& node : graph.nodes) {
    for (const ParameterSpec& spec : node.parameters) {
      if (spec.owned()) owned.push_back(&spec);
    }
  }
  return owned;
}

}  // namespace

std::string verify(const Graph& graph) {
  if (std::string broken = verify_nodes(graph); !broken.empty()) return broken;
  if (std::string broken = verify_ends(graph); !broken.empty()) return broken;
  ParametersByName parameters;
  return find_parameters(graph, parameters);
}

std::string verify_rewritten(const Graph& graph, const Graph& from) {
  if (std::string broken = verify_nodes(graph); !broken.empty()) return broken;
  if (std::string broken = verify_ends(graph); !broken.empty()) return broken;
  const std::vector<const ParameterSpec*> before = owned_parameters(from);
  const std::vector<const ParameterSpec*> after = owned_parameters(graph);
  // Most passes leave them in their order, where no name has to be looked up.
  const auto same = [](const ParameterSpec* a, const ParameterSpec* b) {
    return a->name == b->name && have_one_form(*a, *b);
  };
  if (std::equal(before.begin(), before.end(), after.begin(), after.end(), same)) return "";

  ParametersByName by_name;
  if (std::string broken = find_parameters(graph, by_name); !broken.empty()) return broken;
  for (const ParameterSpec* spec : before) {
    const auto found = by_name.find(spec->name);
    if (found == by_name.end() || !found->second->owned()) return spec->name + ": a parameter that is lost";
    if (!have_one_form(*found->second, *spec)) return spec->name + ": a parameter of another form";
    by_name.erase(found);
  }
  for (const auto& [name, spec] : by_name) {
    if (spec->owned()) return spec->name + ": a parameter that was not there";
  }
  return "";
}

}  // namespace cae

#include "framework/graph/written_layer.h"

#include "framework/graph/operator.h"

namespace cae {
namespace {

// "2" of a stride of 2x2, as one would write it.
std::string option_text(const AttributeValue& value) {
  const auto* window = std::get_if<Window>(&value);
  if (window != nullptr && window->height == window->width) return std::to_string(window->height);
  return to_string(value);
}

}  // namespace

std::string written_layer(const Graph& graph, const Node& node) {
  std::string line = node.kind;
  const bool names_all = !find_operator(node.kind)->named_inputs().empty();
  for (std::size_t i = names_all ? 0 : 1; i < node.inputs.size(); ++i)
    line += " " + graph.nodes[static_cast<std::size_t>(node.inputs[i])].layer;
  for (const AttributeSpec& spec : find_operator(node.kind)->attributes()) {
    const AttributeValue* value = node.attributes.find(spec.name);
    if (value == nullptr || (spec.default_value && *value == *spec.default_value)) continue;
    line += spec.positional ? " " + to_string(*value) : " " + spec.name + "=" + option_text(*value);
  }
  return line;
}

}  // namespace cae

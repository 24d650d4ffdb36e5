#include "framework/draw/layer_boxes.h"

#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/graph/written_layer.h"

namespace cae {
namespace {

// The layer's line, and last an activation that a pass has taken from a line of its own.
std::string settings_text(const Graph& graph, const Node& node) {
  std::string text = written_layer(graph, node);
  if (!find_operator(node.kind)->in_language())
    std::replace(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(node.kind.size()), '_', ' ');
  if (node.fusion.activation.is_linear()) return text;
  const AttributeValue fused = node.fusion.activation;
  const AttributeValue* own = node.attributes.find("activation");
  return own != nullptr && *own == fused ? text : text + " " + to_string(fused);
}

void add_terms(const Node& node, std::vector<std::string>& terms) {
  for (const LayerTerm& term : find_operator(node.kind)->terms(node.attributes))
    terms.emplace_back(find_operator(term.kind)->term());
}

std::int64_t parameters_of(const Node& node) {
  std::int64_t count = 0;
  for (const ParameterSpec& parameter : node.parameters)
    count += parameter.owned() ? parameter.elements() : 0;
  return count;
}

}  // namespace

std::vector<LayerBox> layer_boxes(const Graph& graph, const GraphTimes* times) {
  std::vector<LayerBox> boxes;
  std::vector<std::size_t> box_of(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    if (boxes.empty() || boxes.back().layer != node.layer) {
      boxes.push_back({.layer = node.layer,
                       .kind = node.kind,
                       .settings = settings_text(graph, node),
                       .stage = node.stage});
    }
    LayerBox& box = boxes.back();
    box_of[i] = boxes.size() - 1;
    box.shape = node.shape;
    box.parameters += parameters_of(node);
    add_terms(node, box.terms);
    box.is_code = box.is_code || static_cast<NodeId>(i) == graph.code;
    for (const NodeId input : node.inputs) {
      const std::size_t source = box_of[static_cast<std::size_t>(input)];
      if (source != box_of[i]) box.inputs.push_back(source);
    }
  }
  if (times == nullptr) return boxes;
  for (LayerBox& box : boxes) {
    const auto time = times->layers.find(box.layer);
    if (time != times->layers.end()) box.time = time->second;
  }
  return boxes;
}

}  // namespace cae

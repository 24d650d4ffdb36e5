#include "framework/graph/graph.h"

#include <algorithm>

namespace cae {

std::int64_t ParameterSpec::elements() const {
  std::int64_t count = 1;
  for (const std::int64_t dimension : dimensions) count *= dimension;
  return count;
}

bool Graph::is_output(NodeId node) const {
  return std::any_of(outputs.begin(), outputs.end(),
                     [&](const Output& output) { return output.node == node; });
}

std::vector<std::string> Graph::layers() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (static_cast<NodeId>(i) == input || nodes[i].layer.empty()) continue;
    if (names.empty() || names.back() != nodes[i].layer) names.push_back(nodes[i].layer);
  }
  return names;
}

NodeId Graph::layer_output(std::string_view layer) const {
  for (auto i = static_cast<NodeId>(nodes.size()) - 1; i >= 0; --i) {
    if (nodes[static_cast<std::size_t>(i)].layer == layer) return i;
  }
  return no_node;
}

std::int64_t Graph::parameter_count(bool trainable_only) const {
  std::int64_t count = 0;
  for (const Node& node : nodes) {
    for (const ParameterSpec& parameter : node.parameters) {
      if (parameter.owned() && (parameter.trainable || !trainable_only)) count += parameter.elements();
    }
  }
  return count;
}

}  // namespace cae

// The nodes whose values a model's layers give, one a layer, in the order of the layers.
#pragma once

#include <string>
#include <vector>

#include "framework/graph/graph.h"

namespace cae {

inline std::vector<NodeId> layer_outputs(const Graph& graph) {
  std::vector<NodeId> outputs;
  for (const std::string& layer : graph.layers()) outputs.push_back(graph.layer_output(layer));
  return outputs;
}

}  // namespace cae

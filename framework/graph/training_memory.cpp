#include "framework/graph/training_memory.h"

namespace cae {

double estimated_training_bytes(const Graph& graph, std::int64_t batch) {
  double bytes = 0;
  for (const Node& node : graph.nodes) {
    bytes += 4.0 * static_cast<double>(node.shape.elements()) * static_cast<double>(batch);
    for (const ParameterSpec& parameter : node.parameters) {
      double elements = 1;
      for (const std::int64_t dimension : parameter.dimensions) elements *= static_cast<double>(dimension);
      bytes += (parameter.trainable ? 16.0 : 4.0) * elements;
    }
  }
  return bytes;
}

}  // namespace cae

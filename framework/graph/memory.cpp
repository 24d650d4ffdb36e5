// How much memory a model needs and how much there is, before anything is allocated.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "framework/graph/graph.h"

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

double available_memory_bytes() {
  double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  double limit = 0;
  for (const char* path : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    if (std::ifstream(path) >> limit && limit > 0) bytes = std::min(bytes, limit);
  }
  return bytes;
}

}  // namespace cae

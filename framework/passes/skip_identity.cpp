// What only passes numbers on (sparsity and match, whose terms are nodes of their own; dropout and noise
// outside of training) is left out: its readers read what it reads.
#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {

Graph skip_identity(const Graph& graph, const PassOptions& options) {
  Rewriting rewriting(graph);
  for (NodeId id = 0; id < static_cast<NodeId>(graph.nodes.size()); ++id) {
    const Node& node = graph.nodes[static_cast<std::size_t>(id)];
    const bool asked_for = id == graph.code || graph.is_output(id) ||
                           std::find(options.kept.begin(), options.kept.end(), id) != options.kept.end();
    if (!asked_for && find_operator(node.kind)->is_identity(options.training))
      rewriting.remove(id, node.inputs[0]);
  }
  return rewriting.result();
}

}  // namespace cae

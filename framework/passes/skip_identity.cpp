// What only passes numbers on (sparsity and match, whose terms are nodes of their own; dropout and noise
// outside of training) is left out: its readers read what it reads.
#include <algorithm>
#include <utility>

#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

bool is_asked_for(const Graph& graph, NodeId id, const PassOptions& options) {
  return id == graph.code || graph.is_output(id) ||
         std::find(options.kept.begin(), options.kept.end(), id) != options.kept.end();
}

}  // namespace

Graph skip_identity(Graph graph, const PassOptions& options) {
  Rewriting rewriting(std::move(graph));
  for (NodeId id = 0; id < rewriting.node_count(); ++id) {
    const Node& node = rewriting.node(id);
    if (find_operator(node.kind)->is_identity(options.training) &&
        !is_asked_for(rewriting.graph(), id, options))
      rewriting.remove(id, node.inputs[0]);
  }
  return std::move(rewriting).result();
}

}  // namespace cae

// What passes share: taking nodes out of a graph.
#pragma once

#include "framework/graph/graph.h"

namespace cae {

// The graph without the nodes marked in `removed` (one flag a node). A removed node's consumers read
// `replacement` of it instead: the id, in the old graph, of a node that stays and comes before them.
Graph without(const Graph& graph, const std::vector<bool>& removed, const std::vector<NodeId>& replacement);

}  // namespace cae

// What passes share: what a node is, whether it may go, and taking nodes out of a graph.
#pragma once

#include "framework/passes/pass.h"

namespace cae {

// Whether nobody but `reader` reads the output of `node`, neither within the graph nor from outside.
bool is_read_only_by(const Graph& graph, NodeId node, NodeId reader, const PassOptions& options);

// The same, and `reader` is the next node: so it can take over the parameters of `node`, which are found by
// their order in the graph.
bool is_neighbour(const Graph& graph, NodeId node, NodeId reader, const PassOptions& options);

// Whether a conv has stride 1, no dilation and one group: what the operators that stand for one can do.
bool is_plain(const Node& conv);

// The graph without the nodes marked in `removed` (one flag a node). A removed node's consumers read
// `replacement` of it instead: the id, in the old graph, of a node that stays and comes before them.
Graph without(const Graph& graph, const std::vector<bool>& removed, const std::vector<NodeId>& replacement);

}  // namespace cae

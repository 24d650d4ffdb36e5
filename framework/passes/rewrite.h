// What passes share: what a node is, whether it may go, and taking nodes out of a graph.
#pragma once

#include "framework/passes/pass.h"

namespace cae {

// Whether nobody but `reader` reads the output of `node`, neither within the graph nor from outside.
bool is_read_only_by(const Graph& graph, NodeId node, NodeId reader, const PassOptions& options);

// Makes a node one of another kind, with those of its attributes that this kind has.
void become(Node& node, std::string kind);

// Whether a conv has stride 1, no dilation and one group: what the operators that stand for one can do.
bool is_plain(const Node& conv);

// A graph on its way through a pass: nodes change in place, and some leave. Ids are those of the old graph.
class Rewriting {
 public:
  explicit Rewriting(const Graph& graph);

  Node& node(NodeId id) { return graph_.nodes[static_cast<std::size_t>(id)]; }
  // Takes a node out. Its consumers read `instead`, a node before them that may itself be taken out.
  void remove(NodeId id, NodeId instead);
  Graph result() const;

 private:
  NodeId replacement(NodeId id) const;

  Graph graph_;
  std::vector<NodeId> replacements_;  // of each node: itself as long as it stays
};

// Each node that matches takes in the node it reads, which leaves the graph: `fuse` changes the one to stand
// for both.
Graph fuse_with_input(const Graph& graph, const PassOptions& options,
                      bool (*matches)(const Graph& graph, NodeId id, const PassOptions& options),
                      void (*fuse)(Node& node, const Node& input));

}  // namespace cae

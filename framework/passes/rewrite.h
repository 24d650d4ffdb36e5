// Shared by passes: what a node is, whether it can be removed, and the removal of nodes from a graph.
#pragma once

#include "framework/passes/pass.h"

namespace cae {

// How often the output of each node is read, within the graph and from outside.
class Readers {
 public:
  Readers(const Graph& graph, const PassOptions& options);
  // Whether a node's only reader is the one that is known to read it.
  bool is_only_one_of(NodeId node) const { return counts_[static_cast<std::size_t>(node)] == 1; }

 private:
  std::vector<int> counts_;
};

// Makes a node one of another kind, with those of its attributes that this kind has.
void become(Node& node, std::string kind);

// Whether a conv has stride 1, no dilation and one group: what the operators that stand for one can do.
bool is_plain(const Node& conv);

// A graph during a pass: nodes change in place, and some are removed. Ids are those of the old graph.
class Rewriting {
 public:
  explicit Rewriting(Graph graph);

  const Graph& graph() const { return graph_; }
  NodeId node_count() const { return static_cast<NodeId>(graph_.nodes.size()); }
  Node& node(NodeId id) { return graph_.nodes[static_cast<std::size_t>(id)]; }
  // Removes a node. Its consumers read `instead`, a node before them that may itself be removed.
  void remove(NodeId id, NodeId instead);
  Graph result() &&;

 private:
  Graph graph_;
  std::vector<NodeId> replacements_;  // of each node: itself as long as it stays
  bool removes_ = false;
};

// Each node that matches absorbs the node that it reads, which is removed: `fuse` changes the former to
// compute both.
Graph fuse_with_input(Graph graph, const PassOptions& options,
                      bool (*matches)(const Graph& graph, NodeId id, const Readers& readers),
                      void (*fuse)(Node& node, const Node& input));

}  // namespace cae

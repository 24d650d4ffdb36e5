// Builds a graph layer by layer, naming layers and inferring shapes. The language uses it; so do tests and
// benchmarks.
#pragma once

#include <optional>
#include <string>

#include "framework/graph/layer_numbers.h"
#include "framework/graph/operator.h"

namespace cae {

struct LayerRequest {
  std::string kind;
  Attributes attributes;            // defaults are filled in by the builder
  std::string name = "";            // "" gives kind and number (layer_numbers.h)
  std::string stage = "";           // "encoder", "decoder" or ""
  std::vector<NodeId> inputs = {};  // empty: the layer before
  Place place = {};
  std::vector<Note> trace = {};
};

class GraphBuilder {
 public:
  GraphBuilder(std::string model, Shape input, Place place = {});

  // Adds one layer, two nodes where its line carries an activation. The shape problem, or nothing; after a
  // problem the graph is as before, but the layer is counted.
  std::optional<ShapeProblem> add(LayerRequest request);
  void reserve(std::size_t layers) { graph_.nodes.reserve(layers); }  // room for nodes, to be quick
  Shape shape() const;                                                // what the last layer gives
  const Graph& graph() const { return graph_; }
  // Sets output and code and gives the graph away.
  Graph finish() &&;

 private:
  NodeId append(Node node);

  Graph graph_;
  LayerNumbers numbers_;
};

// The attributes with every default of the operator filled in.
Attributes with_defaults(const Operator& op, Attributes given);

}  // namespace cae

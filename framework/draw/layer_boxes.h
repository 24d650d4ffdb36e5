// A graph as a person thinks of it: one box a layer of the text, however many nodes the layer became.
#pragma once

#include <string>
#include <vector>

#include "framework/graph/graph.h"

namespace cae {

struct LayerBox {
  std::string layer = {};     // "conv1"
  std::string kind = {};      // of the layer's first node: "conv"
  std::string settings = {};  // as the language writes them: "conv 112 3x3 relu stride=2"
  std::string stage = {};     // "encoder", "decoder" or ""
  Shape shape = {};           // of what the layer gives
  std::int64_t parameters = 0;
  bool is_code = false;                  // gives the latent code
  std::vector<std::size_t> inputs = {};  // indices of boxes, in the order of the node's inputs
};

// In the order of the graph; every box stands after its inputs.
std::vector<LayerBox> layer_boxes(const Graph& graph);

}  // namespace cae

// A graph as a reader thinks of it: one box for each layer of the text, however many nodes the layer has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "framework/graph/graph.h"

namespace cae {

// How much of a step's time a layer takes: the part that colours its box, and the words in it.
struct LayerTime {
  double heat = 0.0;      // from 0 to 1, for the layer that takes most
  std::string text = {};  // "12.34 ms, 25.1 %"
};
struct GraphTimes {
  std::vector<std::string> captions = {};        // lines below the title
  std::map<std::string, LayerTime> layers = {};  // by name
};

struct LayerBox {
  std::string layer = {};     // "conv1"
  std::string kind = {};      // of the layer's first node: "conv"
  std::string settings = {};  // as the language writes them: "conv 112 3x3 relu stride=2"; an operator that
                              // a pass has made, without underscores: "upsample conv 2x2 16 3x3"
  std::string stage = {};     // "encoder", "decoder" or ""
  Shape shape = {};           // of what the layer gives
  std::int64_t parameters = 0;
  bool is_code = false;                  // gives the latent code
  std::vector<std::string> terms = {};   // that it adds to the loss: "kl"
  std::vector<std::size_t> inputs = {};  // indices of boxes, in the order of the node's inputs
  std::optional<LayerTime> time = {};
};

// In the order of the graph; every box comes after its inputs. `times` may be nullptr.
std::vector<LayerBox> layer_boxes(const Graph& graph, const GraphTimes* times = nullptr);

}  // namespace cae

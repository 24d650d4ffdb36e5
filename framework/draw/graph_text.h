// A graph in the DOT language, with every colour, label and hint that its drawing needs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "framework/draw/graphviz.h"
#include "framework/draw/layer_boxes.h"

namespace cae {

struct GraphLook {
  const GraphTimes* times =
      nullptr;        // that colour the boxes instead of the operators' families, and are in them
  bool dark = false;  // a dark paper instead of a white one
};

struct Frame {
  Point lower_left = {};
  Point upper_right = {};
};

// The positions of everything, computed by column_placement.h.
struct GraphPlacement {
  std::map<std::string, PlacedNode> nodes = {};    // by layer
  std::map<std::string, PlacedArrow> arrows = {};  // by arrow_id
  std::vector<Frame> stages = {};                  // by their order
};

// Names that no layer can have, since they contain a space.
std::string output_name(const Graph& graph, std::size_t output);
inline constexpr const char* entry_name = "column entry";

// The arrow that is input number `input` of box number `box`; for box = boxes.size() it leads to the model's
// output of that number.
std::string arrow_id(std::size_t box, std::size_t input);
// The space that a stage's label takes.
struct LabelSize {
  double width = 0;
  double height = 0;
};
LabelSize stage_label_size(const std::vector<LayerBox>& boxes, std::size_t begin, std::size_t end);

// Boxes are layers (name, settings, parameters, the terms that they add to the loss), outputs have their
// loss, arrows carry shapes, stages are clusters, the latent code has a heavy border. Names may be any text:
// they are quoted, and control characters escaped (base/utf8.h).
std::string graph_to_dot(const Graph& graph, const GraphPlacement* placement = nullptr,
                         const GraphLook& look = {});
// The boxes [begin, end) alone, without stages. What comes from above enters at a point, the node
// `entry_name`.
std::string column_to_dot(const Graph& graph, const std::vector<LayerBox>& boxes, std::size_t begin,
                          std::size_t end);

}  // namespace cae

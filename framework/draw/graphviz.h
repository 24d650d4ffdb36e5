// Graphviz as a library: text in, positions or a picture out, its messages as diagnostics.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae {

// Points (1/72 inch), y upwards.
struct Point {
  double x = 0;
  double y = 0;
};

struct PlacedNode {
  Point centre = {};
  double width = 0;
  double height = 0;
};

struct PlacedArrow {
  std::vector<Point> curve = {};  // cubic Bezier pieces: 1 + 3n points
  Point tip = {};                 // of the arrow head, which goes on from the curve's end
  Point label = {};               // its centre
};

struct PlacedGraph {
  std::map<std::string, PlacedNode> nodes = {};    // by name
  std::map<std::string, PlacedArrow> arrows = {};  // by the attribute `id`
  Point lower_left = {};
  Point upper_right = {};
};

// The layout that Graphviz's dot computes for a text in the DOT language.
Result<PlacedGraph> place_by_graphviz(const std::string& dot);

enum class Placing {
  automatic,  // Graphviz's dot finds the places
  given,      // every `pos`, `lp` and `bb` is in the text
};
// `format`: svg, png or pdf.
Result<std::string> render_by_graphviz(const std::string& dot, Placing placing, const std::string& format);

}  // namespace cae

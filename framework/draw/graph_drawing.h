// Models as pictures, by Graphviz as a library.
#pragma once

#include <string>

#include "framework/base/result.h"
#include "framework/draw/layer_boxes.h"
#include "framework/graph/graph.h"

namespace cae {

// Draws the graph into `path`; its ending says how: .svg, .png, .pdf or .dot (the text that the others are
// made of). The file is written atomically. Errors: E950 (ending), E951, E952 (Graphviz), E953 (too many
// layers), E905 (file). May be called from any thread; drawings are made one after the other.
// With `times`, a box is coloured by its share of a step's time, which it tells.
Status draw_graph(const Graph& graph, const std::string& path, const GraphTimes* times = nullptr);

}  // namespace cae

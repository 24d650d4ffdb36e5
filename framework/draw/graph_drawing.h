// Models as pictures, by Graphviz as a library.
#pragma once

#include <string>

#include "framework/base/result.h"
#include "framework/draw/graph_text.h"
#include "framework/graph/graph.h"

namespace cae {

// Draws the graph into `path`, in the format of its ending: .svg, .png, .pdf or .dot (the text that the
// others are made from). The file is written atomically. Errors: E950 (ending), E951, E952 (Graphviz), E953
// (too many layers), E905 (file). May be called from any thread; drawings are made one after the other. A
// `format` that is not empty ("svg", "png", "pdf" or "dot") is used instead of the ending.
Status draw_graph(const Graph& graph, const std::string& path, const GraphLook& look = {},
                  const std::string& format = "");

// The bytes of such a picture; `name` is what messages call it. Errors as
// above, without E905 and E950.
Result<std::string> graph_picture(const Graph& graph, const std::string& format, const std::string& name,
                                  const GraphLook& look = {});

}  // namespace cae

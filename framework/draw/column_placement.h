// Columns side by side: Graphviz lays out each column by itself; here they are placed next to each other,
// with arrows from the foot of one to the head of the next. (Graphviz alone would draw such arrows across the
// picture.)
#pragma once

#include "framework/draw/graph_text.h"

namespace cae {

// `columns` as graph_columns gives them, at least two.
Result<GraphPlacement> place_in_columns(const Graph& graph, const std::vector<LayerBox>& boxes,
                                        const std::vector<std::size_t>& columns);

}  // namespace cae

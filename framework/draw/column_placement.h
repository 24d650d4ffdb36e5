// Columns side by side: Graphviz places each column by itself, we set them next to each other and lead the
// arrows from the foot of one to the head of the next. (Graphviz alone draws such arrows across everything.)
#pragma once

#include "framework/draw/graph_text.h"

namespace cae {

// `columns` as graph_columns gives them, at least two.
Result<GraphPlacement> place_in_columns(const Graph& graph, const std::vector<LayerBox>& boxes,
                                        const std::vector<std::size_t>& columns);

}  // namespace cae

// A layer as a line of the language.
#pragma once

#include <string>

#include "framework/graph/graph.h"

namespace cae {

// "conv 112 3x3 relu stride=2", "concat conv1": the kind, the layers that are read beside the first, and the
// settings that do not have their default.
std::string written_layer(const Graph& graph, const Node& node);

}  // namespace cae

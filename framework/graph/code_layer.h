#pragma once

#include "framework/graph/graph.h"

namespace cae {

// The node that gives the latent code: the last one of the layer named `code`, else of the encoder; no_node
// if there is neither.
NodeId code_layer(const Graph& graph);

}  // namespace cae

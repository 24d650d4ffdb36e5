// Last phase: the layers as the nodes of a graph, with their shapes.
#pragma once

#include <optional>

#include "dsl/model/expand.h"
#include "framework/graph/graph.h"

namespace cae::dsl {

// The shapes are added to `meaning` too. Nothing if the input's or a layer's shape is unknown. A model whose
// training would not fit into memory is a mistake.
std::optional<Graph> lower(const ast::Head& head, Expansion expansion, const SourceSet& sources,
                           Meaning& meaning, Mistakes& mistakes);

}  // namespace cae::dsl

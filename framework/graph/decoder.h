// The part of a model behind its code, as a model of its own whose input is the code.
#pragma once

#include <string>
#include <variant>

#include "framework/graph/graph.h"

namespace cae {

// Whether the reconstruction depends on the model's code.
bool decodes_its_code(const Graph& model);

// Parameters keep their names, so that the whole model's arrays serve it. Where the reconstruction also
// depends on layers before the code (a skip connection), the name of the first such layer.
std::variant<Graph, std::string> decoder_of(const Graph& model);

}  // namespace cae

// What would make a model end in the shape of its input.
#pragma once

#include <string>

#include "framework/graph/graph.h"

namespace cae {

// The way out for a model whose output differs from its input: an output_padding that was tried on its
// deconvs, a crop or zeropad where a few rows or columns are too many or missing, the channels of the last
// layer. Never empty.
std::string size_remedy(const Graph& graph);

}  // namespace cae

// What would make a model's output have the shape of its input.
#pragma once

#include <string>

#include "framework/graph/graph.h"

namespace cae {

// The remedy for a model whose output shape differs from its input's: an output_padding that was tried on its
// deconvs, a crop or zeropad if there are a few rows or columns too many or too few, the channels of the last
// layer. Never empty.
std::string size_remedy(const Graph& graph);

}  // namespace cae

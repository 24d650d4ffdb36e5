// Into how many images at a time a batch is divided.
#pragma once

#include "framework/graph/graph.h"

namespace cae {

// Images of a slice. Depends on the model and the batch alone, never on the number of threads: the same bits
// on any number of threads.
int slice_size(const Graph& graph, int batch);

}  // namespace cae

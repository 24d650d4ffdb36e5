// A graph with every operator there is.
#pragma once

#include "framework/graph/graph.h"

namespace cae {

// Optimised, so that what only passes create is in it too; ends with the sum of two paths.
Graph every_operator();

}  // namespace cae

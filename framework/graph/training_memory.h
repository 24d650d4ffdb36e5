// How much memory a model needs, before anything is allocated.
#pragma once

#include "framework/graph/graph.h"

namespace cae {

// A lower bound of the bytes that training needs: weights with gradient and optimizer state (16 bytes a
// number), and every layer's activations for `batch` images, once. Saturates instead of overflowing.
double estimated_training_bytes(const Graph& graph, std::int64_t batch);

}  // namespace cae

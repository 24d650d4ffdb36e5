// Pieces of the trainable parameters, each the work of one task.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/graph/parameters.h"

namespace cae {

struct ParameterChunk {
  std::size_t parameter;  // its index
  std::size_t first;      // of its numbers
  std::size_t count;
};

// All numbers of all trainable parameters, in order.
std::vector<ParameterChunk> trainable_chunks(const ParameterArrays& parameters);

}  // namespace cae

#include "framework/train/parameter_chunks.h"

#include <algorithm>

namespace cae {

std::vector<ParameterChunk> trainable_chunks(const ParameterArrays& parameters) {
  constexpr std::size_t most = 16384;
  std::vector<ParameterChunk> chunks;
  for (std::size_t p = 0; p < parameters.count(); ++p) {
    if (!parameters.spec(p).trainable) continue;
    const std::size_t size = parameters.values(p).size();
    for (std::size_t at = 0; at < size; at += most) chunks.push_back({p, at, std::min(most, size - at)});
  }
  return chunks;
}

}  // namespace cae

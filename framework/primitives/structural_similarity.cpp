#include "framework/primitives/structural_similarity.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(SimilarityTable, structural_similarity)

// Three copies of all scales, which have less than 4/3 of the first one's numbers together, five maps, and
// two with a margin.
std::size_t similarity_scratch(ImageSize size) {
  constexpr std::size_t margins = 10;
  const std::size_t padded_row = (size.width + margins) * size.channels;
  return 9 * size.height * size.width * size.channels + (2 * size.height + margins) * padded_row;
}

}  // namespace cae

// Losses that compare an image with its target as a whole, by their structural similarity: SSIM of Wang,
// Bovik, Sheikh and Simoncelli ("Image quality assessment: from error visibility to structural similarity",
// 2004) and MS-SSIM of Wang, Simoncelli and Bovik ("Multiscale structural similarity for image quality
// assessment", 2003).
#pragma once

#include <cstddef>
#include <span>

#include "framework/primitives/loss.h"

namespace cae {

struct ImageSize {
  std::size_t height;
  std::size_t width;
  std::size_t channels;
};

struct SimilarityLoss : ImageLoss {
  // Of one image. `gradient`, unless it is nullptr, becomes scale * d loss / d output. `scratch` has
  // `similarity_scratch` numbers.
  double (*value)(const float* output, const float* target, ImageSize size, double scale, float* gradient,
                  double* scratch);
};

std::size_t similarity_scratch(ImageSize size);

// Compiled for each instruction set (vector_set.h).
struct SimilarityTable {
  const SimilarityLoss* losses;
  std::size_t count;
};
const SimilarityTable& structural_similarity();

inline std::span<const SimilarityLoss> similarity_losses() {
  return {structural_similarity().losses, structural_similarity().count};
}

}  // namespace cae

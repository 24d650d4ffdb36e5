#include "framework/graph/rules/winograd_blocks.h"

#include <algorithm>

namespace cae {
namespace {

// What stays in the cache of a core: the points of a block, and those of some filters of a gradient.
constexpr std::size_t block_bytes = 1536 * 1024;
constexpr std::size_t weight_gradient_bytes = 512 * 1024;
constexpr std::size_t fewest_filters = 24;

// Blocks of about the same size.
std::size_t tiles_of_block(const WinogradBlocks::Sizes& sizes, std::size_t slice_tiles) {
  const std::size_t tile_bytes = sizes.points * (sizes.channels + sizes.filters) * sizeof(float);
  const std::size_t most = std::max(block_bytes / tile_bytes, sizes.fewest_tiles);
  const std::size_t blocks = (slice_tiles + most - 1) / most;
  return (slice_tiles + blocks - 1) / blocks;
}

}  // namespace

WinogradBlocks::WinogradBlocks(const Sizes& sizes, std::size_t slice_images)
    : sizes_(sizes),
      block_(tiles_of_block(sizes, slice_images * sizes.image_tiles)),
      several_(block_ < slice_images * sizes.image_tiles),
      filters_at_once_(std::min(
          sizes.filters, std::max(weight_gradient_bytes / (sizes.points * sizes.channels * sizeof(float)),
                                  fewest_filters))) {}

}  // namespace cae

// How Winograd's convolution (primitives/winograd_transforms.h) divides its outputs into tiles. An axis has
// large tiles of four outputs first, then small ones of three: as many tiles as large ones alone would take,
// and as few points. 11 outputs are 4 + 4 + 3.
#pragma once

#include <array>
#include <cstdint>

#include "framework/graph/operator.h"
#include "framework/graph/rules/winograd_blocks.h"
#include "framework/primitives/winograd_transforms.h"

namespace cae {

struct WinogradAxis {
  std::int64_t large = 0;
  std::int64_t small = 0;

  std::int64_t tiles() const { return large + small; }
  bool is_small(std::int64_t tile) const { return tile >= large; }
  // The first output of a tile.
  std::int64_t start(std::int64_t tile) const;
  // Of all tiles together: six of a large one, five of a small one.
  std::int64_t points() const;
};

WinogradAxis winograd_axis(std::int64_t outputs);

class WinogradTiling {
 public:
  // One number for each of the lists of tiles that have a point (WinogradTile::list_of).
  using Lists = std::array<std::size_t, 4>;
  struct Tile {
    std::size_t image;
    std::int64_t row;  // of its corner in the output
    std::int64_t column;
    bool small_down;
    bool small_across;
    Lists places;  // in each list of the block
    std::size_t block_tiles;

    // Its points among those of its block: `channels` numbers each, all tiles that have a point side by side.
    WinogradTile points(float* block, std::size_t channels) const;
  };

  explicit WinogradTiling(const Shape& output);

  // Of an image.
  std::size_t tiles() const;
  std::size_t points() const;

  // f(tile) for the tiles from `begin` to `end` of a block, in order; returns how many tiles of the whole
  // block each list has.
  template <class F>
  Lists for_each_tile(const WinogradBlock& block, std::size_t begin, std::size_t end, F f) const {
    Lists counts{};
    for (std::size_t number = 0; number < block.count; ++number) {
      const Tile next = tile(block, block.first + number, counts);
      if (number >= begin && number < end) f(next);
      count(next, counts);
    }
    return counts;
  }

 private:
  Tile tile(const WinogradBlock& block, std::size_t number, const Lists& places) const;
  static void count(const Tile& tile, Lists& counts);

  WinogradAxis rows_;
  WinogradAxis columns_;
};

}  // namespace cae

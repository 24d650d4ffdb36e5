// How Winograd's convolution (primitives/winograd_transforms.h) cuts an axis of its outputs: large tiles of
// four outputs first, then small ones of three, as many tiles as large ones alone would take and as few
// points. 11 outputs are 4 + 4 + 3.
#pragma once

#include <cstdint>

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

}  // namespace cae

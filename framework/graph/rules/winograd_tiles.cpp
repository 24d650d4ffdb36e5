#include "framework/graph/rules/winograd_tiles.h"

#include <algorithm>

namespace cae {

std::int64_t WinogradAxis::start(std::int64_t tile) const {
  return 4 * tile - std::max<std::int64_t>(tile - large, 0);
}

std::int64_t WinogradAxis::points() const {
  return 6 * large + 5 * small;
}

WinogradAxis winograd_axis(std::int64_t outputs) {
  const std::int64_t tiles = (outputs + 3) / 4;
  const std::int64_t small = std::min(4 * tiles - outputs, tiles);
  return {tiles - small, small};
}

}  // namespace cae

#include "framework/graph/rules/winograd_tiles.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"

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

WinogradTile WinogradTiling::Tile::points(float* block, std::size_t channels) const {
  WinogradTile result{.small_down = small_down, .small_across = small_across};
  result.stride = block_tiles * channels;
  for (std::size_t list = 0; list < places.size(); ++list)
    result.start[list] = block + places[list] * channels;
  return result;
}

WinogradTiling::WinogradTiling(const Shape& output)
    : rows_(winograd_axis(output.height)), columns_(winograd_axis(output.width)) {}

std::size_t WinogradTiling::tiles() const {
  return size_of(rows_.tiles() * columns_.tiles());
}

std::size_t WinogradTiling::points() const {
  return size_of(rows_.points() * columns_.points());
}

WinogradTiling::Tile WinogradTiling::tile(const WinogradBlock& block, std::size_t number,
                                          const Lists& places) const {
  const auto place = static_cast<std::int64_t>(number % tiles());
  const std::int64_t row = place / columns_.tiles();
  const std::int64_t column = place % columns_.tiles();
  return {.image = number / tiles(),
          .row = rows_.start(row),
          .column = columns_.start(column),
          .small_down = rows_.is_small(row),
          .small_across = columns_.is_small(column),
          .places = places,
          .block_tiles = block.count};
}

void WinogradTiling::count(const Tile& tile, Lists& counts) {
  for (const bool last_row : {false, true}) {
    for (const bool last_column : {false, true}) {
      if ((last_row && tile.small_down) || (last_column && tile.small_across)) continue;
      counts[WinogradTile::list_of(last_row ? 5 : 0, last_column ? 5 : 0)] += 1;
    }
  }
}

}  // namespace cae

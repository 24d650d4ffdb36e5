#include "framework/graph/rules/winograd_tiles.h"

#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("Winograd's tiles follow each other over an axis, as many as tiles of four would be") {
  for (std::int64_t outputs = 1; outputs <= 40; ++outputs) {
    const WinogradAxis axis = winograd_axis(outputs);
    INFO(outputs);
    CHECK(axis.tiles() == (outputs + 3) / 4);
    CHECK(axis.points() == 6 * axis.tiles() - axis.small);
    std::int64_t next = 0;
    for (std::int64_t tile = 0; tile < axis.tiles(); ++tile) {
      CHECK(axis.start(tile) == next);
      next += axis.is_small(tile) ? 3 : 4;
    }
    CHECK(next >= outputs);
    // Only where one or two outputs, or five, are all that there is do the small tiles reach beyond the end.
    if (outputs > 5) CHECK(next == outputs);
  }
}

}  // namespace
}  // namespace cae

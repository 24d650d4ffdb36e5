#include "framework/draw/heat_colours.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cae {
namespace {

// From ColorBrewer's "Oranges" (Brewer, 2003).
constexpr std::array<std::array<double, 3>, 3> stops = {{{255, 245, 235}, {253, 174, 107}, {241, 105, 19}}};

}  // namespace

std::string heat_colour(double heat) {
  const double at = std::clamp(heat, 0.0, 1.0) * (stops.size() - 1);
  const auto first = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  const double part = at - static_cast<double>(first);
  std::array<int, 3> colour{};
  for (std::size_t i = 0; i < colour.size(); ++i) {
    colour[i] =
        static_cast<int>(std::lround(stops[first][i] + part * (stops[first + 1][i] - stops[first][i])));
  }
  return fmt::format("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]);
}

}  // namespace cae

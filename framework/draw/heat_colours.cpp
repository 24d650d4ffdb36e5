#include "framework/draw/heat_colours.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cae {
namespace {

// From ColorBrewer's "Oranges" (Brewer, 2003).
constexpr std::array<std::array<double, 3>, 3> oranges = {{{255, 245, 235}, {253, 174, 107}, {241, 105, 19}}};
// ColorBrewer's "RdBu", from blue on.
constexpr std::array<std::array<double, 3>, 5> blue_to_red = {
    {{33, 102, 172}, {146, 197, 222}, {247, 247, 247}, {244, 165, 130}, {178, 24, 43}}};

// Between two of the stops; `at` is from 0, the first, to 1, the last.
template <std::size_t count>
Colour between(const std::array<std::array<double, 3>, count>& stops, double at) {
  const double place = at * (count - 1);
  const auto first = std::min(static_cast<std::size_t>(place), count - 2);
  const auto part = [&](std::size_t i) {
    return static_cast<std::uint8_t>(
        std::lround(std::lerp(stops[first][i], stops[first + 1][i], place - static_cast<double>(first))));
  };
  return {part(0), part(1), part(2)};
}

}  // namespace

std::string heat_colour(double heat) {
  const Colour colour = between(oranges, std::clamp(heat, 0.0, 1.0));
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

Colour difference_colour(double difference) {
  return between(blue_to_red, difference > -1.0 ? (std::min(difference, 1.0) + 1.0) / 2.0 : 0.0);
}

}  // namespace cae

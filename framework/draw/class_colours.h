// The ten colours in which the report draws the classes of Fashion-MNIST.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cae {

// Hot pink, green, maroon, purple, dark orange, blue, red, dark blue, teal, cyan (CSS's values).
inline constexpr std::array<std::string_view, 10> class_colours = {"#ff69b4", "#008000", "#800000", "#800080",
                                                                   "#ff8c00", "#0000ff", "#ff0000", "#00008b",
                                                                   "#008080", "#00ffff"};

// They repeat from the eleventh class on, with other marks.
inline std::string_view colour_of_class(std::int64_t label) {
  const auto count = static_cast<std::int64_t>(class_colours.size());
  return class_colours[static_cast<std::size_t>((label % count + count) % count)];
}

}  // namespace cae

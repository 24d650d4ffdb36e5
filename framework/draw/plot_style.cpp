#include "framework/draw/plot_style.h"

namespace cae {
namespace {

// Hot pink, green, maroon, purple, dark orange, blue, red, dark blue, teal, cyan (CSS's values).
constexpr TenColours report = {"#ff69b4", "#008000", "#800000", "#800080", "#ff8c00",
                               "#0000ff", "#ff0000", "#00008b", "#008080", "#00ffff"};
// The same hues, as light as a dark paper needs.
constexpr TenColours report_on_dark = {"#ff69b4", "#2fb344", "#c0604d", "#c45fc4", "#ff8c00",
                                       "#5c7cff", "#ff4040", "#9a9ae0", "#1fa8a8", "#00ffff"};
// Petroff, "Accessible Color Sequences for Data Visualization" (2021), arXiv:2107.02270, ten colours.
constexpr TenColours safe = {"#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6",
                             "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd"};

}  // namespace

const TenColours& class_colours(const PlotStyle& style) {
  if (style.palette == Palette::safe) return safe;
  return style.dark ? report_on_dark : report;
}

std::string_view colour_of_class(std::int64_t label, const PlotStyle& style) {
  const auto count = static_cast<std::int64_t>(safe.size());
  return class_colours(style)[static_cast<std::size_t>((label % count + count) % count)];
}

std::string_view colour_of_variant(std::size_t variant) {
  return safe[variant % safe.size()];
}

}  // namespace cae

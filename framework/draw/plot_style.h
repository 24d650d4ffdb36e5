// How pictures are coloured.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "framework/base/words.h"

namespace cae {

// report: the ten colours of classes in the report that this program repeats. safe: ten that readers with any
// of the common colour deficiencies can tell apart.
enum class Palette { report, safe };
inline std::span<const Word<Palette>> words_of(Palette) {
  static constexpr Word<Palette> words[] = {{Palette::report, "report"}, {Palette::safe, "safe"}};
  return words;
}

struct PlotStyle {
  Palette palette = Palette::report;
  bool dark = false;  // a dark paper instead of a white one
};

// What is not data.
struct Inks {
  std::string_view paper, title, text, border, grid;
};
constexpr Inks inks_of(bool dark) {
  return dark ? Inks{"#1b1e22", "#f1f3f5", "#ced4da", "#868e96", "#343a40"}
              : Inks{"#ffffff", "#212529", "#495057", "#868e96", "#e9ecef"};
}
constexpr Inks inks_of(const PlotStyle& style) {
  return inks_of(style.dark);
}

using TenColours = std::array<std::string_view, 10>;
// Of classes; they repeat from the eleventh on, with other marks.
const TenColours& class_colours(const PlotStyle& style);
std::string_view colour_of_class(std::int64_t label, const PlotStyle& style);
// Of the variants of a plot of losses: neighbours are easy to tell apart.
std::string_view colour_of_variant(std::size_t variant);
// gnuplot's mark of those that share the ten colours: a disc in the first round, then a triangle, a square
// and a diamond.
constexpr int mark_of_round(std::size_t round) {
  constexpr std::array marks = {7, 9, 5, 13};
  return marks[round % marks.size()];
}

}  // namespace cae

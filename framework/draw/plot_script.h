// Pieces that all gnuplot scripts share.
#pragma once

#include <string>
#include <vector>

#include "framework/draw/plot_style.h"

namespace cae {

// What is written round a plot.
struct PlotText {
  std::string title = {};
  std::vector<std::string> notes = {};  // lines below the title: which run, which images, what the marks are
  std::string x = {}, y = {};           // names of the axes, with their units
};

// A number of a data block; "NaN" for whatever is not finite.
std::string plotted(double value);
// Paper, light axes and grid, title, notes and names of the axes.
std::string plot_frame(const PlotText& text, const PlotStyle& style);

// Names that a legend beside a plot has room for; of more it tells how many they are.
inline constexpr std::size_t most_legend_names = 40;
// The height in pixels of a plot, `least` or what a legend of so many lines needs.
int height_with_legend(int least, std::size_t lines);

}  // namespace cae

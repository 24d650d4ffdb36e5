#include "framework/draw/plot_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "framework/draw/gnuplot.h"

namespace cae {
namespace {

// The title above the notes above the plot, from its left side on; heights in lines of text.
std::string header(const PlotText& text, const Inks& inks) {
  const double notes = 1.15 * static_cast<double>(text.notes.size());
  const double title = text.title.empty() ? 0 : 1.6;
  std::string script = fmt::format("set tmargin {:.2f}\n", 1.2 + notes + title);
  const auto line = [&](const std::string& quoted, double height, std::string_view font,
                        std::string_view ink) {
    script += fmt::format(
        "set label {} at graph 0, graph 1 left offset 0,{:.2f} front font '{}' textcolor rgb '{}'\n", quoted,
        height, font, ink);
  };
  for (std::size_t i = 0; i < text.notes.size(); ++i) {
    const double height = 0.8 + 1.15 * static_cast<double>(text.notes.size() - 1 - i);
    line(gnuplot_quoted(text.notes[i], longest_note), height, "DejaVu Sans,9", inks.text);
  }
  if (!text.title.empty()) {
    line(gnuplot_quoted(text.title), 1.1 + notes, "DejaVu Sans Bold,13", inks.title);
  }
  return script;
}

}  // namespace

std::string plotted(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : "NaN";
}

int height_with_legend(int least, std::size_t lines) {
  constexpr int line_height = 22, around = 170;
  return std::max(least, line_height * static_cast<int>(lines) + around);
}

std::string plot_frame(const PlotText& text, const PlotStyle& style) {
  const Inks inks = inks_of(style);
  std::string script;
  if (style.dark) {
    script = fmt::format(
        "set object rectangle from screen -0.01,-0.01 to screen 1.01,1.01 behind fc rgb '{}' fs solid "
        "noborder\n",
        inks.paper);
  }
  script += fmt::format(
      "set border 3 lc rgb '{0}'\n"
      "set tics nomirror out textcolor rgb '{1}'\n"
      "set grid lc rgb '{2}' lt 1 lw 1\n"
      "set key textcolor rgb '{3}'\n"
      "set autoscale noextend\n",
      inks.border, inks.text, inks.grid, inks.title);
  script += header(text, inks);
  return script + fmt::format("set xlabel {} textcolor rgb '{}'\nset ylabel {} textcolor rgb '{}'\n",
                              gnuplot_quoted(text.x), inks.text, gnuplot_quoted(text.y), inks.text);
}

}  // namespace cae

#include "framework/draw/plot_script.h"

#include <fmt/format.h>

#include <cmath>

#include "framework/draw/gnuplot.h"

namespace cae {

std::string plotted(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : "NaN";
}

std::string plot_frame(const std::string& title, const std::string& x_label, const std::string& y_label) {
  std::string script =
      "set border 3 lc rgb '#868e96'\n"
      "set tics nomirror out textcolor rgb '#495057'\n"
      "set grid lc rgb '#e9ecef' lt 1 lw 1\n"
      "set key textcolor rgb '#212529'\n"
      "set autoscale noextend\n";
  if (!title.empty()) {
    script += "set title " + gnuplot_quoted(title) + " font 'DejaVu Sans,14' textcolor rgb '#212529'\n";
  }
  return script + "set xlabel " + gnuplot_quoted(x_label) + " textcolor rgb '#495057'\nset ylabel " +
         gnuplot_quoted(y_label) + " textcolor rgb '#495057'\n";
}

}  // namespace cae

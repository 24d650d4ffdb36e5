#include "framework/draw/plot_check.h"

#include "framework/base/catalogue/draw.h"
#include "framework/draw/gnuplot.h"

namespace cae {
namespace {

Result<std::string> picture_of(const std::string& text) {
  return picture_by_gnuplot("unset border; unset tics; unset key\nset label 1 " + gnuplot_quoted(text) +
                                " at screen 0.5,0.5\nplot [0:1][0:1] 2\n",
                            "png", 80, 60);
}

}  // namespace

Status check_plots() {
  const Result<std::string> letters = picture_of("Hg");
  if (!letters) return letters.diagnostics();
  const Result<std::string> nothing = picture_of(" ");
  if (!nothing) return nothing.diagnostics();
  // Without any font gnuplot leaves the letters out, without an error.
  if (*letters == *nothing) return catalogue::no_font();
  return Done{};
}

}  // namespace cae

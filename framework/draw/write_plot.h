// What every function of plots.h ends in: a script of gnuplot becomes a file.
#pragma once

#include <string>

#include "framework/base/result.h"

namespace cae {

struct PlotSize {
  int width = 0, height = 0;  // pixels
};

// Draws `script` in the format of the path's ending and writes the file atomically. An empty script is E956:
// `what`, "the losses of these runs", has no number to plot. Errors: as plots.h says.
Status write_plot(const std::string& script, const std::string& what, PlotSize size, const std::string& path);

}  // namespace cae

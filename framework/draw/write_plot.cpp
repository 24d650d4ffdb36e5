#include "framework/draw/write_plot.h"

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/picture_format.h"

namespace cae {

Status write_plot(const std::string& script, const std::string& what, PlotSize size,
                  const std::string& path) {
  const Result<std::string> format = picture_format(path, {"svg", "png", "pdf"});
  if (!format) return format.diagnostics();
  if (script.empty()) return catalogue::nothing_to_plot(path, what);
  const Result<std::string> picture = picture_by_gnuplot(script, *format, size.width, size.height);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace cae

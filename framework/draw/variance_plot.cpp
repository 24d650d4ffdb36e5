#include <fmt/format.h>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/picture_format.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"

namespace cae {

Status draw_variance_shares(const std::vector<double>& shares, const TableCaption& caption,
                            const std::string& path, const PlotStyle& style) {
  const Result<std::string> format = picture_format(path, {"png", "svg", "pdf"});
  if (!format) return format.diagnostics();
  if (shares.empty()) return catalogue::nothing_to_plot(path, "the shares of variance");
  std::string script =
      plot_frame({caption.title, caption.notes, "principal component", "share of the variance (%)"}, style) +
      "$shares << EOD\n";
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    sum += shares[i];
    script += fmt::format("{} {} {}\n", i + 1, plotted(100 * shares[i]), plotted(100 * sum));
  }
  script += fmt::format(
      "EOD\nset yrange [0:100]\nset xrange [0.4:{}.6]\n{}set boxwidth 0.7\n"
      "set key outside right top Left reverse samplen 2\n"
      "plot $shares using 1:2 with boxes fc rgb '{}' fs solid 0.8 noborder title 'of the component', \\\n"
      "     $shares using 1:3 with linespoints pt 7 ps 0.7 lw 2 lc rgb '{}' title 'of all up to it'\n",
      shares.size(), shares.size() <= 20 ? "set xtics 1\n" : "", colour_of_variant(0), colour_of_variant(2));
  const Result<std::string> picture = picture_by_gnuplot(script, *format, 960, 560);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace cae

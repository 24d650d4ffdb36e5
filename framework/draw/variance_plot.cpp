#include <fmt/format.h>

#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/write_plot.h"

namespace cae {
namespace {

std::string variance_script(const std::vector<double>& shares, const TableCaption& caption,
                            const PlotStyle& style) {
  std::string script =
      plot_frame({caption.title, caption.notes, "principal component", "share of the variance (%)"}, style) +
      "$shares << EOD\n";
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    sum += shares[i];
    script += fmt::format("{} {} {}\n", i + 1, plotted(100 * shares[i]), plotted(100 * sum));
  }
  return script +
         fmt::format(
             "EOD\nset yrange [0:100]\nset xrange [0.4:{}.6]\n{}set boxwidth 0.7\n"
             "set key outside right top Left reverse samplen 2\n"
             "plot $shares using 1:2 with boxes fc rgb '{}' fs solid 0.8 noborder title 'of the component', "
             "\\\n"
             "     $shares using 1:3 with linespoints pt 7 ps 0.7 lw 2 lc rgb '{}' title 'of all up to it'\n",
             shares.size(), shares.size() <= 20 ? "set xtics 1\n" : "", colour_of_variant(0),
             colour_of_variant(2));
}

}  // namespace

Status draw_variance_shares(const std::vector<double>& shares, const TableCaption& caption,
                            const std::string& path, const PlotStyle& style) {
  return write_plot(shares.empty() ? "" : variance_script(shares, caption, style), "the shares of variance",
                    {960, 560}, path);
}

}  // namespace cae

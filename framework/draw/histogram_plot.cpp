#include <fmt/format.h>

#include <algorithm>

#include "framework/draw/fitting_tics.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/histogram.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/table_rows.h"
#include "framework/draw/write_plot.h"

namespace cae {
namespace {

constexpr std::size_t bins = 60;
constexpr double strip_height = 0.9;  // of the highest bin, where the strips of classes are 1 apart

std::vector<double> column_of(const Table& table, const std::vector<std::size_t>& rows, std::size_t column) {
  std::vector<double> values;
  for (const std::size_t row : rows) values.push_back(table.values[row * table.columns.size() + column]);
  return values;
}

// The outline of a histogram as steps: x, the foot of the strip and the height above it.
std::string steps(const std::vector<double>& shares, const HistogramAxis& axis, double foot, double scale) {
  std::string text;
  for (std::size_t bin = 0; bin < shares.size(); ++bin) {
    const double left = axis.low + static_cast<double>(bin) * axis.width;
    for (const double x : {left, left + axis.width})
      text += plotted(x) + " " + plotted(foot) + " " + plotted(foot + shares[bin] * scale) + "\n";
  }
  return text;
}

class HistogramScript {
 public:
  HistogramScript(const Table& table, std::size_t column, const TableCaption& caption, const PlotStyle& style)
      : style_(style), classes_(rows_by_class(table, caption, table.rows())) {
    std::vector<double> all;
    for (const ClassRows& group : classes_) {
      const std::vector<double> values = column_of(table, group.rows, column);
      all.insert(all.end(), values.begin(), values.end());
    }
    axis_ = histogram_axis(all, bins);
    PlotText text{caption.title, caption.notes, axis_name(table, column, caption), ""};
    const bool labelled = has_labels(table);
    if (!labelled) text.y = "share of the rows";
    if (labelled)
      text.notes.push_back("the distribution of each class, its highest bin as high as that of the others");
    script_ = plot_frame(text, style) + "set key off\n";
    for (std::size_t i = 0; i < classes_.size(); ++i)
      add(histogram_shares(column_of(table, classes_[i].rows, column), axis_), i, labelled);
    if (labelled) add_names();
  }

  // "" where there is nothing to plot.
  std::string text() const {
    return axis_.bins == 0 || classes_.empty() ? "" : script_ + "plot " + plots_ + "\n";
  }

 private:
  void add(const std::vector<double>& shares, std::size_t number, bool labelled) {
    const double highest = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
    const double foot = labelled ? static_cast<double>(classes_.size() - 1 - number) : 0;
    const double scale = !labelled ? 1 : highest > 0 ? strip_height / highest : 0;
    script_ += fmt::format("$strip{} << EOD\n{}EOD\n", number, steps(shares, axis_, foot, scale));
    const std::string_view colour = colour_of_class(classes_[number].label, style_);
    plots_ += fmt::format(
        "{0}$strip{1} using 1:2:3 with filledcurves fc rgb '{2}' fs transparent solid 0.45 noborder, \\\n"
        "     $strip{1} using 1:3 with lines lw 1.2 lc rgb '{2}'",
        plots_.empty() ? "" : ", \\\n     ", number, colour);
  }

  void add_names() {
    std::vector<double> feet;  // of the strips, from the top one down
    for (std::size_t i = 0; i < classes_.size(); ++i) feet.push_back(static_cast<double>(i));
    std::string names;
    for (const std::size_t i : fitting_tics(feet, static_cast<double>(feet.size()))) {
      names += fmt::format("{}{} {}", i > 0 ? ", " : "", gnuplot_tic(classes_[i].name),
                           0.35 + static_cast<double>(classes_.size() - 1 - i));
    }
    script_ += fmt::format("set ytics ({}) scale 0\nset yrange [-0.1:{}.0]\n", names, classes_.size());
  }

  PlotStyle style_;
  std::vector<ClassRows> classes_;
  HistogramAxis axis_;
  std::string script_, plots_;
};

}  // namespace

Status draw_histograms(const Table& table, std::size_t column, const TableCaption& caption,
                       const std::string& path, const PlotStyle& style) {
  const bool there = column < table.columns.size() && table.rows() > 0;
  return write_plot(there ? HistogramScript(table, column, caption, style).text() : "",
                    "the columns of this table", {960, 720}, path);
}

}  // namespace cae

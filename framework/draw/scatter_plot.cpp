#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "framework/base/count_text.h"
#include "framework/draw/class_ellipse.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/shared_values.h"
#include "framework/draw/table_rows.h"
#include "framework/draw/write_plot.h"

namespace cae {
namespace {

constexpr std::size_t most_points = 50'000;
constexpr int outline_points = 90;
// Points are translucent, unlike their marks in the legend: where they overlap the colour is darker.
constexpr std::string_view see_through = "#50";
constexpr std::string_view without_class = "#1f4fd8", without_class_on_dark = "#7c9cff";
// Fractions of the golden ratio and of the plastic number: neither they nor their ratio repeat soon.
constexpr double step_of_x = 0.6180339887498949, step_of_y = 0.7548776662466927;

// The columns that are shown, each with what many of its points share.
struct Axis {
  std::string name = {};
  std::vector<double> values = {};  // of every row of the table
  std::vector<SharedValue> shared = {};
  std::vector<double> shown = {};  // the same, spread where they are shared
};

Axis axis_of(const Table& table, std::size_t column, const TableCaption& caption, double step) {
  Axis axis{.name = axis_name(table, column, caption)};
  for (std::size_t row = 0; row < table.rows(); ++row)
    axis.values.push_back(table.values[row * table.columns.size() + column]);
  axis.shared = shared_values(axis.values);
  axis.shown = spread_shared(axis.values, axis.shared, step);
  return axis;
}

// Says which points are not where their numbers are.
std::string note_of_shared(const Axis& axis, std::size_t rows) {
  std::string values;
  std::size_t count = 0;
  for (const SharedValue& shared : axis.shared) {
    values += (values.empty() ? "" : ", ") + fmt::format("{:.4g}", shared.value);
    count += shared.count;
  }
  if (axis.shared.size() > 5) values = "a few values";
  return fmt::format("{} of {} points have {} = {}: they are spread across that line, not to hide each other",
                     count_text(static_cast<std::int64_t>(count)),
                     count_text(static_cast<std::int64_t>(rows)), axis.name, values);
}

// Where all points share one value, they must not fill the plot.
std::string range_of_single_value(const char* axis, const Axis& of) {
  if (of.shared.size() != 1 || of.shared.front().count < of.values.size()) return "";
  const double value = of.shared.front().value;
  return fmt::format("set {}range [{}:{}]\n", axis, plotted(value - 0.5), plotted(value + 0.5));
}

int mark_of(const ClassRows& group) {
  return mark_of_round(group.label < 0 ? 0 : static_cast<std::size_t>(group.label) / 10);
}

class ScatterScript {
 public:
  ScatterScript(const Table& table, std::size_t x, std::size_t y, const TableCaption& caption,
                const PlotStyle& style)
      : caption_(caption),
        style_(style),
        x_(axis_of(table, x, caption, step_of_x)),
        y_(axis_of(table, y, caption, step_of_y)),
        labelled_(has_labels(table)) {
    const std::vector<ClassRows> shown = rows_by_class(table, caption, most_points);
    for (std::size_t number = 0; number < shown.size(); ++number) add_points(shown[number], number);
    if (labelled_) {
      for (const ClassRows& group : rows_by_class(table, caption, table.rows())) add_ellipse(group);
    }
    if (drawn_ < table.rows() && drawn_ > 0) note_of_thinning(table.rows());
    if (named_ > most_legend_names) {
      legend_ += fmt::format(", \\\n     NaN with lines lw 0 lc rgb '{}' title 'and {} more'",
                             inks_of(style_).paper, named_ - most_legend_names);
    }
  }

  PlotSize size() const { return {960, height_with_legend(760, std::min(named_, most_legend_names + 1))}; }

  // "" where there is nothing to plot.
  std::string text() const {
    if (drawn_ == 0) return "";
    std::string script = plot_frame({caption_.title, notes(), x_.name, y_.name}, style_) + data_ +
                         "set offsets graph 0.03, graph 0.03, graph 0.03, graph 0.03\n";
    script += range_of_single_value("x", x_) + range_of_single_value("y", y_);
    script += labelled_ ? "set key outside right center samplen 1 spacing 1.2\n" : "set key off\n";
    return script + "plot " + clouds_ + ellipses_ + legend_ + "\n";
  }

 private:
  std::string colour_of(const ClassRows& group) const {
    if (labelled_) return std::string(colour_of_class(group.label, style_));
    return std::string(style_.dark ? without_class_on_dark : without_class);
  }

  void add_points(const ClassRows& group, std::size_t number) {
    std::string points;
    for (const std::size_t row : group.rows) {
      if (!std::isfinite(x_.shown[row]) || !std::isfinite(y_.shown[row])) continue;
      points += plotted(x_.shown[row]) + " " + plotted(y_.shown[row]) + "\n";
      ++drawn_;
    }
    if (points.empty()) return;
    data_ += fmt::format("$class{} << EOD\n{}EOD\n", number, points);
    const double size = group.rows.size() > 2000 ? 0.4 : group.rows.size() > 300 ? 0.55 : 0.8;
    const std::string colour = colour_of(group);
    clouds_ += fmt::format("{}$class{} using 1:2 with points pt {} ps {} lc rgb '{}{}' notitle",
                           clouds_.empty() ? "" : ", \\\n     ", number, mark_of(group), size, see_through,
                           colour.substr(1));
    if (!labelled_ || named_++ >= most_legend_names) return;
    legend_ += fmt::format(", \\\n     NaN with points pt {} ps 1.3 lc rgb '{}' title {}", mark_of(group),
                           colour, gnuplot_quoted(group.name));
  }

  void add_ellipse(const ClassRows& group) {
    std::vector<PlotPoint> points;
    for (const std::size_t row : group.rows) {
      if (std::isfinite(x_.values[row]) && std::isfinite(y_.values[row]))
        points.push_back({x_.values[row], y_.values[row]});
    }
    const std::optional<ClassEllipse> ellipse = class_ellipse(points);
    if (!ellipse) return;
    const std::string name = fmt::format("ellipse{}", ellipse_count_++);
    data_ += "$" + name + " << EOD\n";
    for (const PlotPoint& point : outline_of(*ellipse, outline_points))
      data_ += plotted(point.x) + " " + plotted(point.y) + "\n";
    data_ += fmt::format("EOD\n$centre_{} << EOD\n{} {}\nEOD\n", name, plotted(ellipse->centre.x),
                         plotted(ellipse->centre.y));
    const std::string colour = colour_of(group);
    const std::string_view paper = inks_of(style_).paper;
    // On a line of the paper's colour, to stand out from the points.
    for (const auto& [ink, width] : {std::pair(std::string(paper), 4.0), std::pair(colour, 1.8)}) {
      ellipses_ +=
          fmt::format(", \\\n     ${} using 1:2 with lines lw {} lc rgb '{}' notitle", name, width, ink);
    }
    ellipses_ += fmt::format(
        ", \\\n     $centre_{0} using 1:2 with points pt 7 ps 2 lc rgb '{2}' notitle"
        ", \\\n     $centre_{0} using 1:2 with points pt {3} ps 1.5 lc rgb '{1}' notitle"
        ", \\\n     $centre_{0} using 1:2 with points pt 6 ps 1.7 lw 1 lc rgb '{4}' notitle",
        name, colour, paper, mark_of(group), inks_of(style_).title);
  }

  void note_of_thinning(std::size_t rows) {
    thinned_ = fmt::format("{} of {} points are shown", count_text(static_cast<std::int64_t>(drawn_)),
                           count_text(static_cast<std::int64_t>(rows)));
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes = caption_.notes;
    if (ellipse_count_ > 0)
      notes.push_back("ringed: the mean of a class; ellipses: one standard deviation round it");
    if (!thinned_.empty()) notes.push_back(thinned_);
    for (const Axis* axis : {&x_, &y_}) {
      if (!axis->shared.empty()) notes.push_back(note_of_shared(*axis, axis->values.size()));
    }
    return notes;
  }

  const TableCaption& caption_;
  PlotStyle style_;
  Axis x_, y_;
  bool labelled_;
  std::string data_, clouds_, ellipses_, legend_, thinned_;
  std::size_t drawn_ = 0;
  std::size_t named_ = 0;  // classes that the legend names, or counts
  int ellipse_count_ = 0;
};

}  // namespace

Status draw_scatter(const Table& table, std::size_t x_column, std::size_t y_column,
                    const TableCaption& caption, const std::string& path, const PlotStyle& style) {
  constexpr const char* what = "the columns of this table";
  if (std::max(x_column, y_column) >= table.columns.size()) return write_plot("", what, {}, path);
  const ScatterScript script(table, x_column, y_column, caption, style);
  return write_plot(script.text(), what, script.size(), path);
}

Status draw_table(const Table& table, const TableCaption& caption, const std::string& path,
                  const PlotStyle& style) {
  if (table.columns.size() == 1) return draw_histograms(table, 0, caption, path, style);
  if (table.columns.size() == 2) return draw_scatter(table, 0, 1, caption, path, style);
  return draw_heat_map(table, caption, path, style);
}

}  // namespace cae

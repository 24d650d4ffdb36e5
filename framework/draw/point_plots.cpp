#include <fmt/format.h>

#include <cmath>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/class_colours.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/picture_format.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/table_rows.h"

namespace cae {
namespace {

constexpr std::size_t most_points = 50'000;
// Points are translucent, unlike their marks in the legend: where they overlap the colour is darker.
constexpr std::string_view see_through = "#30";
constexpr std::string_view without_class = "#1f4fd8";

std::string colour_of(const ClassRows& group) {
  return std::string(group.name.empty() ? without_class : colour_of_class(group.label));
}

// A disc for the first ten classes, then a triangle, a square and a diamond for those that share their
// colours.
int mark_of(const ClassRows& group) {
  static constexpr int marks[] = {7, 9, 5, 13};
  return marks[group.label < 0 ? 0 : group.label / static_cast<std::int64_t>(class_colours.size()) % 4];
}

double value(const Table& table, std::size_t row, std::size_t column) {
  return table.values[row * table.columns.size() + column];
}

// Every class twice: its points, and (with nothing but a NaN) its opaque mark in the legend.
std::string cloud_and_legend(const ClassRows& group, std::size_t number) {
  const std::string colour = colour_of(group);
  const double size = group.rows.size() > 2000 ? 0.45 : 0.9;
  std::string text = fmt::format("$class{} using 1:2 with points pt {} ps {} lc rgb '{}{}' notitle", number,
                                 mark_of(group), size, see_through, colour.substr(1));
  if (!group.name.empty()) {
    text += fmt::format(", \\\n     NaN with points pt {} ps 1.3 lc rgb '{}' title {}", mark_of(group),
                        colour, gnuplot_quoted(group.name));
  }
  return text;
}

template <class XY>
Status draw_points(const std::vector<ClassRows>& classes, std::string script, bool legend, XY xy,
                   const std::string& path) {
  const Result<std::string> format = picture_format(path, {"png", "svg", "pdf"});
  if (!format) return format.diagnostics();
  std::string lines;
  for (std::size_t number = 0; number < classes.size(); ++number) {
    std::string points;
    for (std::size_t i = 0; i < classes[number].rows.size(); ++i) {
      const auto [x, y] = xy(classes[number], i);
      if (std::isfinite(x) && std::isfinite(y)) points += plotted(x) + " " + plotted(y) + "\n";
    }
    if (points.empty()) continue;
    script += fmt::format("$class{} << EOD\n{}EOD\n", number, points);
    lines += (lines.empty() ? "plot " : ", \\\n     ") + cloud_and_legend(classes[number], number);
  }
  if (lines.empty()) return catalogue::nothing_to_plot(path, "the columns of this table");
  script += legend ? "set key outside right center samplen 1 spacing 1.2\n" : "set key off\n";
  const Result<std::string> picture = picture_by_gnuplot(script + lines + "\n", *format, 900, 680);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace

Status draw_scatter(const Table& table, std::size_t x_column, std::size_t y_column,
                    const TableCaption& caption, const std::string& path) {
  const std::size_t columns = table.columns.size();
  if (x_column >= columns || y_column >= columns)
    return catalogue::nothing_to_plot(path, "the columns of this table");
  const auto xy = [&](const ClassRows& group, std::size_t i) {
    return std::pair(value(table, group.rows[i], x_column), value(table, group.rows[i], y_column));
  };
  return draw_points(rows_by_class(table, caption, most_points),
                     plot_frame(caption.title, table.columns[x_column], table.columns[y_column]) +
                         "set offsets graph 0.03, graph 0.03, graph 0.03, graph 0.03\n",
                     has_labels(table), xy, path);
}

Status draw_strips(const Table& table, std::size_t column, const TableCaption& caption,
                   const std::string& path) {
  if (column >= table.columns.size()) return catalogue::nothing_to_plot(path, "the columns of this table");
  const std::vector<ClassRows> classes = rows_by_class(table, caption, most_points);
  std::string script = plot_frame(caption.title, table.columns[column], "");
  std::string names;
  for (std::size_t number = 0; number < classes.size(); ++number) {
    names += fmt::format("{}{} {}", number > 0 ? ", " : "", gnuplot_tic(classes[number].name), number);
  }
  script += fmt::format("set ytics ({})\nset yrange [{}.5:-0.5]\nset offsets graph 0.03, graph 0.03, 0, 0\n",
                        names, classes.size() - 1);
  // The golden ratio spreads neighbours over the strip without random numbers.
  const auto xy = [&](const ClassRows& group, std::size_t i) {
    const double spread = std::fmod(static_cast<double>(i) * 0.6180339887, 1.0) - 0.5;
    const auto strip = static_cast<double>(&group - classes.data());
    return std::pair(value(table, group.rows[i], column), strip + 0.7 * spread);
  };
  return draw_points(classes, script, false, xy, path);
}

Status draw_table(const Table& table, const TableCaption& caption, const std::string& path) {
  if (table.columns.size() == 1) return draw_strips(table, 0, caption, path);
  if (table.columns.size() == 2) return draw_scatter(table, 0, 1, caption, path);
  return draw_heat_map(table, caption, path);
}

}  // namespace cae

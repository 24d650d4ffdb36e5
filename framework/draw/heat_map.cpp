#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "framework/base/count_text.h"
#include "framework/base/decimal_text.h"
#include "framework/base/utf8.h"
#include "framework/draw/channel_means.h"
#include "framework/draw/fitting_tics.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/short_names.h"
#include "framework/draw/table_rows.h"
#include "framework/draw/write_plot.h"

namespace cae {
namespace {

constexpr std::size_t most_rows = 1000;
constexpr std::size_t most_columns = 800;
constexpr std::size_t most_numbers = 400;        // that are written into their cells,
constexpr std::size_t most_number_columns = 20;  // in so many columns
constexpr std::size_t most_number_rows = 35;     // and rows
constexpr std::size_t longest_column_name = 40;
constexpr PlotSize heat_map_size = {1000, 760};

// The cells of the picture, row-major.
struct Cells {
  std::size_t width = 0;    // cells in a row
  std::size_t columns = 1;  // of the table in one cell
  std::vector<double> values = {};
};

double mean_of(const Table& table, std::size_t row, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t column = begin; column < end; ++column)
    sum += table.values[row * table.columns.size() + column];
  return sum / static_cast<double>(end - begin);
}

Cells cells_of(const Table& table, const std::vector<ClassRows>& classes) {
  const std::size_t columns = table.columns.size();
  Cells cells{.columns = (columns + most_columns - 1) / most_columns};
  cells.width = (columns + cells.columns - 1) / cells.columns;
  for (const ClassRows& group : classes) {
    for (const std::size_t row : group.rows) {
      for (std::size_t begin = 0; begin < columns; begin += cells.columns) {
        cells.values.push_back(mean_of(table, row, begin, std::min(begin + cells.columns, columns)));
      }
    }
  }
  return cells;
}

// The range that the colours span: all but one value in a hundred at either end, so that an outlier does not
// darken everything else. Empty (first > second) if no value is finite.
std::pair<double, double> colour_range(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }),
               values.end());
  if (values.empty()) return {1, 0};
  const auto at = [&](std::size_t index) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(index), values.end());
    return values[index];
  };
  const std::size_t last = values.size() - 1;
  double low = at(last / 100);
  double high = at(last - last / 100);
  if (low == high) {
    low = *std::min_element(values.begin(), values.end());
    high = *std::max_element(values.begin(), values.end());
  }
  return low < high ? std::pair(low, high) : std::pair(low - 0.5, high + 0.5);
}

// Between the names of classes and their strips.
constexpr std::string_view room_for_strips = "\u00a0\u00a0\u00a0";

// For each class a coloured strip, a white line, and a name where there is room for one.
std::string class_bands(const std::vector<ClassRows>& classes, std::size_t rows, const PlotStyle& style) {
  std::string bands;
  std::vector<double> middles;
  std::size_t top = 0;
  for (const ClassRows& group : classes) {
    const double from = static_cast<double>(top) - 0.5;
    const double to = from + static_cast<double>(group.rows.size());
    middles.push_back((from + to) / 2);
    bands += fmt::format(
        "set object rectangle from graph -0.02, first {} to graph -0.005, first {} noclip fc rgb '{}' fs "
        "solid "
        "noborder\n",
        from, to, colour_of_class(group.label, style));
    if (top > 0) {
      bands += fmt::format(
          "set arrow from graph 0, first {0} to graph 1, first {0} nohead lc rgb '#ffffff' lw 1 front\n",
          from);
    }
    top += group.rows.size();
  }
  std::string names;
  for (const std::size_t i : fitting_tics(middles, static_cast<double>(rows))) {
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", gnuplot_tic(classes[i].name, room_for_strips),
                         middles[i]);
  }
  return "set ytics (" + names + ") scale 0\n" + bands;
}

// Viridis (van der Walt and Smith, 2015), at eight of its points: perceptually uniform, also for colour-blind
// readers.
constexpr std::string_view palette =
    "set palette defined (0 '#440154', 1 '#46327e', 2 '#365c8d', 3 '#277f8e', 4 '#1fa187', 5 '#4ac16d', 6 "
    "'#a0da39', "
    "7 '#fde725')\n";

// Whether rows and columns are the same classes.
bool is_confusion(const Table& table) {
  if (!has_labels(table) || table.rows() != table.columns.size()) return false;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (table.columns[i] != std::to_string(table.labels[i])) return false;
  }
  return true;
}

std::string note_of_confusion(const Table& table) {
  double right = 0, all = 0;
  for (std::size_t i = 0; i < table.values.size(); ++i) {
    all += table.values[i];
    if (i % (table.rows() + 1) == 0) right += table.values[i];
  }
  return fmt::format("{} of {} right ({:.1f} %)", count_text(std::llround(right)),
                     count_text(std::llround(all)), all > 0 ? 100 * right / all : 0);
}

// The names of the classes, as the rows have them.
std::string class_tics(const std::vector<ClassRows>& classes) {
  std::vector<double> columns;
  for (std::size_t i = 0; i < classes.size(); ++i) columns.push_back(static_cast<double>(i + 1));
  std::string names;
  std::size_t letters = 0;
  for (const std::size_t i : fitting_tics(columns, static_cast<double>(columns.size()))) {
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", gnuplot_tic(classes[i].name), columns[i]);
    letters += columns_of(classes[i].name);
  }
  const bool crowded = classes.size() > most_number_columns;
  const bool long_names = letters > 7 * classes.size();
  return "set xtics (" + names + ") " +
         (crowded      ? "rotate by 90 right"
          : long_names ? "rotate by 40 right"
                       : "") +
         "\n";
}

// Few columns are labelled with their names, many with their numbers.
std::string column_tics(const Table& table) {
  if (table.columns.size() > most_number_columns) return "";
  const std::vector<std::string> shortened = short_names(table.columns, longest_column_name);
  std::string names;
  for (std::size_t i = 0; i < shortened.size(); ++i)
    names += fmt::format("{}{} {}", i > 0 ? ", " : "", gnuplot_tic(shortened[i]), i + 1);
  const bool long_names = names.size() > table.columns.size() * 12;
  return "set xtics (" + names + ") " + (long_names ? "rotate by 40 right" : "") + "\n";
}

bool shows_numbers(const Cells& cells) {
  return cells.columns == 1 && cells.width <= most_number_columns && cells.values.size() <= most_numbers &&
         cells.values.size() <= most_number_rows * cells.width;
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return "";
  return value == std::round(value) && std::abs(value) < 1e6 ? decimal_text(value, 0)
                                                             : fmt::format("{:.3g}", value);
}

// The numbers in their cells: white on the dark half of the palette, black on the bright one.
std::string numbers(const Cells& cells, double low, double high, std::string& plots) {
  std::string text;
  for (const bool bright : {false, true}) {
    const char* const name = bright ? "bright" : "dark";
    std::string block;
    for (std::size_t i = 0; i < cells.values.size(); ++i) {
      if ((cells.values[i] > low + 0.6 * (high - low)) != bright) continue;
      block +=
          fmt::format("{} {} \"{}\"\n", i % cells.width + 1, i / cells.width, number_text(cells.values[i]));
    }
    if (block.empty()) continue;
    text += fmt::format("$on_{} << EOD\n{}EOD\n", name, block);
    plots += fmt::format(", $on_{} using 1:2:3 with labels font 'DejaVu Sans,10' textcolor rgb '{}'", name,
                         bright ? "#212529" : "#ffffff");
  }
  return text;
}

std::string matrix(const Cells& cells) {
  std::string text = "$cells << EOD\n";
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    const double value = cells.values[i];
    text += std::isfinite(value) ? fmt::format("{:.4g}", value) : "NaN";
    text += (i + 1) % cells.width == 0 ? '\n' : ' ';
  }
  return text + "EOD\n";
}

// "" where there is nothing to plot.
std::string heat_script(const Table& given, const TableCaption& caption, const PlotStyle& style) {
  if (given.rows() == 0) return "";
  const bool means = has_places(given), confusion = is_confusion(given);
  const Table averaged = means ? channel_means(given) : Table{};
  const Table& table = means ? averaged : given;
  const std::vector<ClassRows> classes = rows_by_class(table, caption, most_rows);
  const Cells cells = cells_of(table, classes);
  const auto [low, high] = colour_range(cells.values);
  if (low > high) return "";
  const std::size_t rows = cells.values.size() / cells.width;
  const bool labelled = has_labels(table);
  PlotText text{caption.title, caption.notes, fmt::format("column, of {}", table.columns.size()),
                labelled ? "" : "row"};
  if (confusion) {
    text.x = "predicted class";
    text.y = "true class";
    text.notes.push_back(note_of_confusion(table));
  } else if (means) {
    text.x = fmt::format("channel, of {} (the mean over its {}x{} places)", table.columns.size(),
                         given.origin.height, given.origin.width);
  }
  if (rows < table.rows()) {
    text.notes.push_back(fmt::format("{} of {} rows are shown, evenly chosen of each class",
                                     count_text(static_cast<std::int64_t>(rows)),
                                     count_text(static_cast<std::int64_t>(table.rows()))));
  }
  std::string script =
      plot_frame(text, style) + std::string(palette) +
      "unset grid\nset border 0\nset tics scale 0.5\nset key off\n" +
      fmt::format("set cblabel '{}' textcolor rgb '{}'\n",
                  confusion ? "rows"
                  : means   ? "mean"
                            : "value",
                  inks_of(style).text) +
      fmt::format("set cbrange [{:.6g}:{:.6g}]\nset xrange [0.5:{}]\nset yrange [{}:-0.5]\n", low, high,
                  static_cast<double>(table.columns.size()) + 0.5, static_cast<double>(rows) - 0.5);
  if (!means) script += confusion ? class_tics(classes) : column_tics(table);
  if (labelled) script += class_bands(classes, rows, style);
  std::string plots;
  if (shows_numbers(cells)) script += numbers(cells, low, high, plots);
  // The centre of a cell of k columns is at k*i + (k+1)/2, as columns count from 1.
  return script + matrix(cells) +
         fmt::format("plot $cells matrix using ({0}*$1+{1}):2:3 with image{2}\n", cells.columns,
                     static_cast<double>(cells.columns + 1) / 2, plots);
}

}  // namespace

Status draw_heat_map(const Table& table, const TableCaption& caption, const std::string& path,
                     const PlotStyle& style) {
  return write_plot(heat_script(table, caption, style), "the columns of this table", heat_map_size, path);
}

}  // namespace cae

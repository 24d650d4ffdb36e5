#include <fmt/format.h>

#include <algorithm>
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

constexpr std::size_t most_rows = 1000;
constexpr std::size_t most_columns = 800;

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

// For each class a coloured strip, a name and a white line.
std::string class_bands(const std::vector<ClassRows>& classes) {
  std::string names;
  std::string bands;
  std::size_t top = 0;
  for (const ClassRows& group : classes) {
    const double from = static_cast<double>(top) - 0.5;
    const double to = from + static_cast<double>(group.rows.size());
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", gnuplot_tic(group.name), (from + to) / 2);
    bands += fmt::format(
        "set object rectangle from graph -0.02, first {} to graph -0.005, first {} noclip fc rgb '{}' fs "
        "solid "
        "noborder\n",
        from, to, colour_of_class(group.label));
    if (top > 0) {
      bands += fmt::format(
          "set arrow from graph 0, first {0} to graph 1, first {0} nohead lc rgb '#ffffff' lw 1 front\n",
          from);
    }
    top += group.rows.size();
  }
  return "set ytics (" + names + ") scale 0 offset -1.5,0\n" + bands;
}

// Viridis (van der Walt and Smith, 2015), at eight of its points: perceptually uniform, also for colour-blind
// readers.
constexpr std::string_view palette =
    "set palette defined (0 '#440154', 1 '#46327e', 2 '#365c8d', 3 '#277f8e', 4 '#1fa187', 5 '#4ac16d', 6 "
    "'#a0da39', "
    "7 '#fde725')\n";

// Few columns are labelled with their names, many with their numbers.
std::string column_tics(const Table& table) {
  if (table.columns.size() > 12) return "";
  std::string names;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    names += fmt::format("{}{} {}", i > 0 ? ", " : "", gnuplot_tic(table.columns[i]), i);
  }
  return "set xtics (" + names + ")\n";
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

}  // namespace

Status draw_heat_map(const Table& table, const TableCaption& caption, const std::string& path) {
  const Result<std::string> format = picture_format(path, {"png", "svg", "pdf"});
  if (!format) return format.diagnostics();
  if (table.rows() == 0) return catalogue::nothing_to_plot(path, "the columns of this table");
  const std::vector<ClassRows> classes = rows_by_class(table, caption, most_rows);
  const Cells cells = cells_of(table, classes);
  const auto [low, high] = colour_range(cells.values);
  if (low > high) return catalogue::nothing_to_plot(path, "the columns of this table");
  const std::size_t rows = cells.values.size() / cells.width;
  const bool labelled = has_labels(table);
  std::string script =
      plot_frame(caption.title, fmt::format("column, of {}", table.columns.size()), labelled ? "" : "row") +
      std::string(palette) + "unset grid\nset border 0\nset tics scale 0.5\nset key off\n" +
      fmt::format("set cbrange [{:.6g}:{:.6g}]\nset xrange [-0.5:{}]\nset yrange [{}:-0.5]\n", low, high,
                  static_cast<double>(table.columns.size()) - 0.5, static_cast<double>(rows) - 0.5);
  script += column_tics(table);
  if (labelled) script += class_bands(classes);
  // The centre of a cell of k columns is at k*i + (k-1)/2.
  script += matrix(cells) + fmt::format("plot $cells matrix using ({0}*$1+{1}):2:3 with image\n",
                                        cells.columns, static_cast<double>(cells.columns - 1) / 2);
  const Result<std::string> picture = picture_by_gnuplot(script, *format, 1000, 720);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace cae

// What the decoder makes of a grid of codes over the range of the codes of some images.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "code_axes.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/decoder.h"
#include "support/tiles.h"

namespace {

// Longer codes are not written into the table; its cells say where they lie on the axes.
constexpr std::size_t most_code_columns = 256;

struct DecodedGrid {
  static constexpr const char *name = "decoded-grid", *version = "1.0";
  static constexpr const char* summary = "what the decoder makes of a grid of codes, as a picture";
  static constexpr cae_parameter parameters[] = {
      {"of", CAE_TABLE, nullptr, 0.0, 0.0, nullptr, "the table of the codes, such as latent-code"},
      {"side", CAE_INTEGER, "15", 2.0, 64.0, nullptr, "how many codes along each axis"},
      {"low", CAE_NUMBER, "2", 0.0, 100.0, nullptr, "the percentile of the codes at which an axis begins"},
      {"high", CAE_NUMBER, "98", 0.0, 100.0, nullptr, "the percentile at which it ends"},
  };

  static DecodedGrid* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const { wanted.wants_model = 1; }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string of;
  std::size_t side;
  double low, high;
};

DecodedGrid* DecodedGrid::make(const cae_host* host, const cae_value* values) {
  if (values[2].number >= values[3].number) {
    plugin::complain_of(*host, "low", "must be below `high`");
    return nullptr;
  }
  return new DecodedGrid{host, values[0].text, static_cast<std::size_t>(values[1].integer), values[2].number,
                         values[3].number};
}

// One cell of the picture, counted from its upper left, and where it lies on the axes.
struct Cell {
  std::size_t row, column;
  double x, y;
};

double at(const CodeAxis& axis, std::size_t step, std::size_t side) {
  return std::lerp(axis.low, axis.high, static_cast<double>(step) / static_cast<double>(side - 1));
}

std::size_t rows_of(std::size_t axes, std::size_t side) {
  return axes == 1 ? 1 : side;
}

// Row by row; x grows to the right and y upwards, as in a scatter plot of the codes.
std::vector<Cell> cells_of(const CodeAxes& plane, std::size_t side) {
  const std::size_t rows = rows_of(plane.axes.size(), side);
  std::vector<Cell> cells;
  for (std::size_t row = 0; row < rows; ++row) {
    const double y = rows == 1 ? 0.0 : at(plane.axes[1], rows - 1 - row, side);
    for (std::size_t column = 0; column < side; ++column)
      cells.push_back({row, column, at(plane.axes[0], column, side), y});
  }
  return cells;
}

std::vector<double> code_at(const CodeAxes& plane, const Cell& cell) {
  std::vector<double> code = plane.origin;
  const double places[] = {cell.x, cell.y};
  for (std::size_t axis = 0; axis < plane.axes.size(); ++axis) {
    for (std::size_t unit = 0; unit < code.size(); ++unit)
      code[unit] += places[axis] * plane.axes[axis].direction[unit];
  }
  return code;
}

std::string name_of(const cae_table& codes) {
  return std::string("decoded-grid-") + codes.name;
}

double* add_table(const cae_table& codes, std::size_t cells, const cae_results& results) {
  std::vector<std::string> columns = {"row", "column", "x", "y"};
  if (codes.columns <= most_code_columns)
    columns.insert(columns.end(), codes.column_names, codes.column_names + codes.columns);
  return plugin::add_table(results, name_of(codes), cells, columns, nullptr, nullptr, "");
}

bool fill_table(const cae_table& codes, const std::vector<Cell>& cells, const CodeAxes& plane,
                const cae_results& results) {
  double* values = add_table(codes, cells.size(), results);
  if (values == nullptr) return false;
  for (const Cell& cell : cells) {
    *values++ = static_cast<double>(cell.row + 1);
    *values++ = static_cast<double>(cell.column + 1);
    *values++ = cell.x;
    *values++ = cell.y;
    if (codes.columns > most_code_columns) continue;
    const std::vector<double> code = code_at(plane, cell);
    values = std::copy(code.begin(), code.end(), values);
  }
  return true;
}

bool draw(const cae_host& host, const std::string& name, const std::vector<Cell>& cells, std::size_t side,
          const std::vector<float>& images, const cae_results& results) {
  const cae_model& model = *host.model;
  plugin::TilePicture picture({.rows = cells.size() / side,
                               .columns = side,
                               .height = model.height,
                               .width = model.width,
                               .channels = model.channels,
                               .gap = 0});
  if (!picture.begin(results, name)) return false;
  const float* image = images.data();
  for (const Cell& cell : cells) {
    picture.draw_image(cell.row, cell.column, image);
    image += plugin::image_numbers(model);
  }
  return true;
}

// Tells what the grid cannot show of longer codes.
void explain(const DecodedGrid& grid, const cae_table& codes, const CodeAxes& plane,
             const cae_results& results) {
  if (codes.columns <= 2) return;
  plugin::add_metric_of(results, name_of(codes) + ".explained_variance_ratio", codes.from, plane.share);
  const std::string text = "codes have " + std::to_string(codes.columns) +
                           " numbers; the grid shows their first two principal axes, " +
                           std::to_string(std::lround(100.0 * plane.share)) + " % of the variance";
  grid.host->log(grid.host->context, text.c_str());
}

int show(const DecodedGrid& grid, const cae_table& codes, const cae_results& results) {
  const CodeAxes plane = axes_of(codes.values, codes.rows, codes.columns, grid.low, grid.high);
  const std::vector<Cell> cells = cells_of(plane, grid.side);
  std::vector<float> inputs;
  for (const Cell& cell : cells) {
    const std::vector<double> code = code_at(plane, cell);
    inputs.insert(inputs.end(), code.begin(), code.end());
  }
  const std::vector<float> images = plugin::decoded(*grid.host, inputs);
  if (images.empty() || !fill_table(codes, cells, plane, results)) return CAE_FAILED;
  explain(grid, codes, plane, results);
  return draw(*grid.host, name_of(codes), cells, grid.side, images, results) ? CAE_OK : CAE_FAILED;
}

// The codes; NULL with the reason reported.
const cae_table* codes_of(const DecodedGrid& grid, const plugin::Call& call) {
  const cae_table* codes = plugin::find_codes(*grid.host, grid.of, call);
  if (codes == nullptr || codes->columns <= 2 || std::min(codes->rows, codes->columns) <= most_side)
    return codes;
  plugin::complain_of(*grid.host, "of",
                      "principal axes of " + std::to_string(codes->rows) + " codes of " +
                          std::to_string(codes->columns) + " numbers take too long; choose at most " +
                          std::to_string(most_side) + " images");
  return nullptr;
}

int DecodedGrid::check(const plugin::Call& call) const {
  const cae_table* codes = codes_of(*this, call);
  if (codes == nullptr) return CAE_FAILED;
  const std::size_t cells = side * rows_of(codes->columns, side);
  add_table(*codes, cells, call.results);
  call.results.add_memory(call.results.context, working_bytes(codes->rows, codes->columns) +
                                                    plugin::decoded_bytes(*host->model, cells));
  return CAE_OK;
}

int DecodedGrid::analyse(const plugin::Call& call) const {
  const cae_table* codes = codes_of(*this, call);
  return codes == nullptr ? int{CAE_FAILED} : show(*this, *codes, call.results);
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<DecodedGrid>();

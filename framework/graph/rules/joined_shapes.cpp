#include "framework/graph/rules/joined_shapes.h"

#include <algorithm>

namespace cae {
namespace {

std::string with_and(const std::string& first, const std::string& second) {
  return first + (first.empty() || second.empty() ? "" : " and ") + second;
}

// "2", or "2x3".
std::string factor_text(std::int64_t rows, std::int64_t columns) {
  return std::to_string(rows) + (rows == columns ? "" : "x" + std::to_string(columns));
}

}  // namespace

std::string layer_of_sides(const std::string& kind, std::int64_t rows, std::int64_t columns) {
  std::string text = "'" + kind;
  const auto side = [&](const char* name, std::int64_t amount) {
    if (amount > 0) text += " " + std::string(name) + "=" + std::to_string(amount);
  };
  side("top", rows / 2);
  side("bottom", rows - rows / 2);
  side("left", columns / 2);
  side("right", columns - columns / 2);
  return text + "'";
}

std::string layers_between(const Shape& from, const Shape& to) {
  if (from.flat && to.flat) return "'dense " + std::to_string(to.channels) + "'";
  if (to.flat) return from.elements() == to.elements() ? "'flatten'" : "";
  if (from.flat) return from.elements() == to.elements() ? "'reshape " + to_string(to) + "'" : "";
  const std::int64_t rows = from.height - to.height;
  const std::int64_t columns = from.width - to.width;
  const auto times = [](std::int64_t larger, std::int64_t smaller) {
    return larger >= 2 * smaller && larger % smaller == 0;
  };
  std::string layers;
  // Twice the side or more is a resolution, not a border.
  if (times(to.height, from.height) && times(to.width, from.width)) {
    layers = "'upsample " + factor_text(to.height / from.height, to.width / from.width) + "'";
    if (from.channels == to.channels) return layers;
    return with_and(layers, "'conv " + std::to_string(to.channels) + " 1x1'");
  }
  const auto add_sides = [&](const char* kind, std::int64_t more_rows, std::int64_t more_columns) {
    if (more_rows <= 0 && more_columns <= 0) return;
    layers = with_and(layers, layer_of_sides(kind, std::max<std::int64_t>(more_rows, 0),
                                             std::max<std::int64_t>(more_columns, 0)));
  };
  add_sides("crop", rows, columns);
  add_sides("zeropad", -rows, -columns);
  if (from.channels == to.channels) return layers;
  return with_and(layers, "'conv " + std::to_string(to.channels) + " 1x1'");
}

}  // namespace cae

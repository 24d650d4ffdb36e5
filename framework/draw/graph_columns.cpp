#include "framework/draw/graph_columns.h"

#include <algorithm>
#include <cmath>

namespace cae {
namespace {

constexpr std::size_t one_column = 12;  // boxes that still read well below each other

// Per box: may a column begin with it? Only if nothing but the output of the box before it comes from above.
std::vector<bool> possible_cuts(const std::vector<LayerBox>& boxes) {
  std::vector<std::size_t> last_use(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    last_use[i] = i;
    for (const std::size_t input : boxes[i].inputs) last_use[input] = i;
  }
  std::vector<bool> possible(boxes.size(), false);
  std::size_t furthest = 0;  // use of any box above the one before
  for (std::size_t i = 1; i < boxes.size(); ++i) {
    possible[i] = furthest < i && last_use[i - 1] >= i;
    furthest = std::max(furthest, last_use[i - 1]);
  }
  return possible;
}

// Boxes before the first stage (the input) belong to its column.
bool stage_changes(const std::vector<LayerBox>& boxes, std::size_t at) {
  return !boxes[at - 1].stage.empty() && boxes[at].stage != boxes[at - 1].stage;
}

}  // namespace

std::vector<std::size_t> graph_columns(const std::vector<LayerBox>& boxes) {
  std::vector<std::size_t> columns(boxes.size(), 0);
  if (boxes.size() <= one_column) return columns;
  const std::vector<bool> possible = possible_cuts(boxes);
  for (std::size_t i = 1; i < boxes.size(); ++i) {
    if (stage_changes(boxes, i) && !possible[i]) return columns;
  }
  // A column is about three times as wide as a row is high: sqrt(n / 4) columns make a picture a little wider
  // than high.
  const auto count = static_cast<double>(boxes.size());
  const double wanted_columns = std::max(1.0, std::round(std::sqrt(count / 4)));
  const auto rows = std::max(one_column, static_cast<std::size_t>(std::ceil(count / wanted_columns)));

  std::size_t column = 0;
  for (std::size_t begin = 0; begin < boxes.size(); ++column) {
    std::size_t end = begin + 1;
    while (end < boxes.size() && !stage_changes(boxes, end)) ++end;
    const std::size_t parts = (end - begin + rows - 1) / rows;
    const std::size_t part_rows = (end - begin + parts - 1) / parts;
    for (std::size_t height = 0; begin < end; ++begin, ++height) {
      if (height >= part_rows && possible[begin]) {
        ++column;
        height = 0;
      }
      columns[begin] = column;
    }
  }
  return columns;
}

}  // namespace cae

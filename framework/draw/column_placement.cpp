#include "framework/draw/column_placement.h"

#include <algorithm>
#include <cmath>

namespace cae {
namespace {

constexpr double gap = 44;           // between columns, in points
constexpr double frame_side = 14;    // from the boxes of a stage to its frame
constexpr double frame_top = 40;     // ... above, with its label
constexpr double frame_bottom = 18;  // ... below, with the arrow that leaves
constexpr double leaving = 9;        // how far an arrow to the next column goes down first
constexpr double corner = 8;         // radius

struct Column {
  std::size_t begin = 0;
  std::size_t end = 0;
  PlacedGraph placed = {};
};

Point moved(Point p, Point by) {
  return {p.x + by.x, p.y + by.y};
}

void move(PlacedGraph& graph, Point by) {
  for (auto& [name, node] : graph.nodes) node.centre = moved(node.centre, by);
  for (auto& [id, arrow] : graph.arrows) {
    for (Point& p : arrow.curve) p = moved(p, by);
    arrow.tip = moved(arrow.tip, by);
    arrow.label = moved(arrow.label, by);
  }
  graph.lower_left = moved(graph.lower_left, by);
  graph.upper_right = moved(graph.upper_right, by);
}

double top(const PlacedNode& node) {
  return node.centre.y + node.height / 2;
}
double bottom(const PlacedNode& node) {
  return node.centre.y - node.height / 2;
}

// The top of the column's first box of its stage; what is above it (the input) is higher than the other
// columns.
double anchor(const Column& column, const std::vector<LayerBox>& boxes) {
  std::size_t first = column.begin;
  while (boxes[first].stage != boxes[column.end - 1].stage || boxes[first].kind == "input") ++first;
  return top(column.placed.nodes.at(boxes[first].layer));
}

Result<std::vector<Column>> placed_columns(const Graph& graph, const std::vector<LayerBox>& boxes,
                                           const std::vector<std::size_t>& numbers) {
  std::vector<Column> columns;
  double x = 0;
  for (std::size_t begin = 0; begin < boxes.size();) {
    std::size_t end = begin;
    while (end < boxes.size() && numbers[end] == numbers[begin]) ++end;
    Result<PlacedGraph> placed = place_by_graphviz(column_to_dot(graph, boxes, begin, end));
    if (!placed) return placed.diagnostics();
    Column column{begin, end, std::move(*placed)};
    move(column.placed, {x - column.placed.lower_left.x, -anchor(column, boxes)});
    x = column.placed.upper_right.x + gap;
    columns.push_back(std::move(column));
    begin = end;
  }
  return columns;
}

// Appends to a Bezier curve a straight piece to `to`.
void line_to(std::vector<Point>& curve, Point to) {
  const Point from = curve.back();
  curve.insert(curve.end(), {from, to, to});
}
// ... and a rounded corner at `at` that goes on towards `next`.
void turn_at(std::vector<Point>& curve, Point at, Point next) {
  const auto towards = [&](Point target) {
    const double dx = target.x - at.x;
    const double dy = target.y - at.y;
    const double length = std::max({std::abs(dx), std::abs(dy), 1e-9});
    const double radius = std::min(corner, length / 2);
    return Point{at.x + dx / length * radius, at.y + dy / length * radius};
  };
  line_to(curve, towards(curve.back()));
  const Point end = towards(next);
  curve.insert(curve.end(), {at, at, end});
}

// From the foot of one column through the gap to the entry of the next, and on along the arrow that begins
// there.
void lead_in(PlacedArrow& arrow, const PlacedNode& source, const Column& from, Point entry) {
  const double low = bottom(source) - leaving;
  const double between = from.placed.upper_right.x + gap / 2;
  std::vector<Point> curve{{source.centre.x, bottom(source)}};
  turn_at(curve, {source.centre.x, low}, {between, low});
  turn_at(curve, {between, low}, {between, entry.y});
  turn_at(curve, {between, entry.y}, entry);
  // A single arrow goes straight down from the entry; several fan out from it.
  const bool straight = std::abs(arrow.curve[1].x - entry.x) < 1;
  if (straight) {
    turn_at(curve, entry, {entry.x, entry.y - 2 * corner});
  } else {
    line_to(curve, entry);
  }
  arrow.curve.front() = curve.back();
  curve.insert(curve.end(), arrow.curve.begin() + 1, arrow.curve.end());
  arrow.curve = std::move(curve);
}

void connect(std::vector<Column>& columns, const std::vector<LayerBox>& boxes) {
  for (std::size_t c = 1; c < columns.size(); ++c) {
    Column& column = columns[c];
    const Column& from = columns[c - 1];
    const PlacedNode& source = from.placed.nodes.at(boxes[column.begin - 1].layer);
    const Point entry = column.placed.nodes.at(entry_name).centre;
    for (std::size_t i = column.begin; i < column.end; ++i) {
      for (std::size_t k = 0; k < boxes[i].inputs.size(); ++k) {
        if (boxes[i].inputs[k] < column.begin)
          lead_in(column.placed.arrows.at(arrow_id(i, k)), source, from, entry);
      }
    }
  }
}

std::vector<Frame> stage_frames(const std::vector<Column>& columns, const std::vector<LayerBox>& boxes) {
  std::vector<Frame> frames;
  const std::string* stage = nullptr;
  for (const Column& column : columns) {
    for (std::size_t i = column.begin; i < column.end; ++i) {
      if (stage == nullptr || *stage != boxes[i].stage) {
        stage = &boxes[i].stage;
        if (!stage->empty()) frames.push_back({{1e300, 1e300}, {-1e300, -1e300}});
      }
      if (stage->empty()) continue;
      const PlacedNode& node = column.placed.nodes.at(boxes[i].layer);
      Frame& frame = frames.back();
      frame.lower_left.x = std::min(frame.lower_left.x, column.placed.lower_left.x - frame_side);
      frame.lower_left.y = std::min(frame.lower_left.y, bottom(node) - frame_bottom);
      frame.upper_right.x = std::max(frame.upper_right.x, column.placed.upper_right.x + frame_side);
      frame.upper_right.y = std::max(frame.upper_right.y, top(node) + frame_top);
    }
  }
  return frames;
}

}  // namespace

Result<GraphPlacement> place_in_columns(const Graph& graph, const std::vector<LayerBox>& boxes,
                                        const std::vector<std::size_t>& numbers) {
  Result<std::vector<Column>> columns = placed_columns(graph, boxes, numbers);
  if (!columns) return columns.diagnostics();
  connect(*columns, boxes);
  GraphPlacement placement{.stages = stage_frames(*columns, boxes)};
  for (Column& column : *columns) {
    placement.nodes.merge(column.placed.nodes);
    placement.arrows.merge(column.placed.arrows);
  }
  return placement;
}

}  // namespace cae

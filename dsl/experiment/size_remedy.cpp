#include "dsl/experiment/size_remedy.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/joined_shapes.h"

namespace cae {
namespace {

// Sizes rounded down in the encoder differ by less than a stride; a larger difference has another cause.
constexpr std::int64_t most_rows_off = 3;
constexpr std::int64_t most_stride_tried = 8;

const Node& node_at(const Graph& graph, NodeId id) {
  return graph.nodes.at(static_cast<std::size_t>(id));
}

// The model's output shape if one node had other attributes; nothing if that is not valid.
std::optional<Shape> output_with(const Graph& graph, std::size_t changed, const Attributes& attributes) {
  std::vector<Shape> shapes;
  for (const Node& node : graph.nodes) shapes.push_back(node.shape);
  for (std::size_t i = changed; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    std::vector<Shape> inputs;
    for (const NodeId input : node.inputs) inputs.push_back(shapes.at(static_cast<std::size_t>(input)));
    const ShapeOrProblem shape =
        find_operator(node.kind)->infer(i == changed ? attributes : node.attributes, inputs);
    if (!std::holds_alternative<Shape>(shape)) return std::nullopt;
    shapes[i] = std::get<Shape>(shape);
  }
  return shapes.at(static_cast<std::size_t>(graph.reconstruction()));
}

std::string in_layer(const Node& node) {
  return node.layer + " (line " + std::to_string(node.place.line) + ")";
}

// "give deconv2 (line 8) output_padding=1", of the last deconv that this helps; "" if there is none.
std::string output_padding_remedy(const Graph& graph, const Shape& wanted) {
  for (std::size_t i = graph.nodes.size(); i-- > 0;) {
    const Node& node = graph.nodes[i];
    if (node.kind != "deconv") continue;
    const Window stride = node.attributes.window("stride");
    for (std::int64_t rows = 0; rows < std::min(stride.height, most_stride_tried); ++rows) {
      for (std::int64_t columns = 0; columns < std::min(stride.width, most_stride_tried); ++columns) {
        Attributes attributes = node.attributes;
        attributes.set("output_padding", Window{rows, columns});
        if (output_with(graph, i, attributes) != wanted) continue;
        const std::string amount =
            rows == columns ? std::to_string(rows) : to_string(AttributeValue(Window{rows, columns}));
        return "give " + in_layer(node) + " output_padding=" + amount;
      }
    }
  }
  return "";
}

// "end with 'crop bottom=1 right=1'"; "" if the difference is too large.
std::string sides_remedy(const Shape& output, const Shape& wanted) {
  const std::int64_t rows = output.height - wanted.height;
  const std::int64_t columns = output.width - wanted.width;
  if (std::abs(rows) > most_rows_off || std::abs(columns) > most_rows_off) return "";
  std::string text;
  const auto add = [&](const char* kind, std::int64_t more_rows, std::int64_t more_columns) {
    if (more_rows <= 0 && more_columns <= 0) return;
    text +=
        (text.empty() ? "end with " : " and ") +
        layer_of_sides(kind, std::max<std::int64_t>(more_rows, 0), std::max<std::int64_t>(more_columns, 0));
  };
  add("crop", rows, columns);
  add("zeropad", -rows, -columns);
  return text;
}

}  // namespace

std::string size_remedy(const Graph& graph) {
  const std::string rule = "an autoencoder must end in the shape it began with";
  const Shape& wanted = node_at(graph, graph.input).shape;
  const Shape& output = node_at(graph, graph.reconstruction()).shape;
  if (output.flat && !wanted.flat)
    return rule + ": a row becomes an image by 'reshape " + to_string(wanted) + "'";
  if (output.flat || wanted.flat) return rule;
  if (output.channels != wanted.channels) {
    return rule + ": its last layer must give " + std::to_string(wanted.channels) +
           (wanted.channels == 1 ? " channel" : " channels");
  }
  const std::string padding = output_padding_remedy(graph, wanted);
  const std::string sides = sides_remedy(output, wanted);
  if (padding.empty() && sides.empty()) return rule;
  return rule + ": " + padding + (padding.empty() || sides.empty() ? "" : ", or ") + sides;
}

}  // namespace cae

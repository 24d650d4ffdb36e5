#include "framework/graph/rules/sliding.h"

#include <algorithm>

namespace cae {

Axis slide(std::int64_t size, std::int64_t window, std::int64_t stride, std::int64_t dilation,
           Padding::Mode mode, std::int64_t fixed) {
  const std::int64_t extent = (window - 1) * dilation + 1;
  Axis axis;
  if (mode == Padding::Mode::same) {
    axis.output = (size + stride - 1) / stride;
    const std::int64_t total = std::max<std::int64_t>((axis.output - 1) * stride + extent - size, 0);
    axis.padding = {total / 2, total - total / 2};
    return axis;
  }
  if (mode == Padding::Mode::fixed) axis.padding = {fixed, fixed};
  const std::int64_t room = size + axis.padding.before + axis.padding.after - extent;
  axis.output = room < 0 ? 0 : room / stride + 1;
  return axis;
}

Axis slide_transposed(std::int64_t size, std::int64_t window, std::int64_t stride, Padding::Mode mode,
                      std::int64_t fixed, std::optional<std::int64_t> output_padding) {
  Axis axis;
  const std::int64_t full = (size - 1) * stride + window;
  if (mode == Padding::Mode::same) {
    axis.output = output_padding ? full - 2 * (window / 2) + *output_padding : size * stride;
    const std::int64_t cropped = full - axis.output;
    axis.padding.before = cropped >= 0 ? cropped / 2 : 0;
    axis.padding.after = cropped - axis.padding.before;
    return axis;
  }
  if (mode == Padding::Mode::fixed) axis.padding = {fixed, fixed};
  axis.padding.after -= output_padding.value_or(0);
  axis.output = full - axis.padding.before - axis.padding.after;
  return axis;
}

PoolWindow pool_window(const Attributes& attributes, const Shape& in) {
  const bool global = std::holds_alternative<std::string>(*attributes.find("window"));
  const Window window = global ? Window{in.height, in.width} : attributes.window("window");
  return {window, attributes.has("stride") ? attributes.window("stride") : window};
}

std::optional<ShapeProblem> out_of_bounds(const Shape& output, const std::string& attribute) {
  if (within_bounds(output)) return std::nullopt;
  return ShapeProblem{.attribute = attribute,
                      .reason = "which would give " + to_string(output),
                      .help = "a height or width can be at most " + std::to_string(max_dimension) +
                              ", an image at most " + std::to_string(max_elements) + " numbers"};
}

std::optional<ShapeProblem> needs_image(const Shape& input) {
  if (!input.flat) return std::nullopt;
  return ShapeProblem{.reason = "which works on images",
                      .needed = "height x width x channels",
                      .help = "put a 'reshape HxWxC' before it"};
}

}  // namespace cae

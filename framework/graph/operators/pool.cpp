// Pooling: the largest or the mean of each window. `same` and fixed padding as TensorFlow: padding is never
// the largest and is not counted in the mean. Of equal values the first in reading order wins, as in every
// framework.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

struct PoolWindow {
  Window window;
  Window stride;
};

PoolWindow window_of(const Attributes& attributes, const Shape& in) {
  const bool global = std::holds_alternative<std::string>(*attributes.find("window"));
  const Window window = global ? Window{in.height, in.width} : attributes.window("window");
  return {window, attributes.has("stride") ? attributes.window("stride") : window};
}

class Pool final : public Operator {
 public:
  std::string_view kind() const override { return "pool"; }
  std::string_view summary() const override { return "the largest or the mean of each window"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = [] {
      AttributeSpec window = kernel_attribute("window");
      window.words = {"global"};
      window.help = "one number, HxW, or global";
      AttributeSpec stride = step_attribute("stride", false);
      stride.help = "one number or HxW; the window if not given";
      return std::vector<AttributeSpec>{{.name = "mode",
                                         .type = AttributeType::word,
                                         .positional = true,
                                         .required = true,
                                         .words = {"max", "avg"},
                                         .help = "max or avg"},
                                        window,
                                        stride,
                                        padding_attribute()};
    }();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const auto [window, stride] = window_of(attributes, in);
    const Padding pad = attributes.padding("pad");
    if (pad.mode == Padding::Mode::fixed && (pad.height >= window.height || pad.width >= window.width)) {
      return ShapeProblem{.attribute = "pad",
                          .reason = "whose pad " + to_string(AttributeValue(pad)) + " leaves windows of " +
                                    to_string(AttributeValue(window)) + " with padding alone",
                          .help = "use a pad smaller than the window"};
    }
    const Axis rows = slide(in.height, window.height, stride.height, 1, pad.mode, pad.height);
    const Axis columns = slide(in.width, window.width, stride.width, 1, pad.mode, pad.width);
    if (rows.output < 1 || columns.output < 1) {
      const Window least{std::max<std::int64_t>(window.height - 2 * pad.height, 1),
                         std::max<std::int64_t>(window.width - 2 * pad.width, 1)};
      return ShapeProblem{.attribute = "window",
                          .reason = "whose window is " + to_string(AttributeValue(window)),
                          .needed = "at least " + to_string(AttributeValue(least)),
                          .help = "use a smaller window, pad=same, or 'global'"};
    }
    const Shape out = Shape::image(rows.output, columns.output, in.channels);
    if (auto problem = out_of_bounds(out, "pad")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& pool_operator() {
  static const Pool op;
  return op;
}

}  // namespace cae

// Convolution (cross-correlation, as every framework): y[n,i,j,o] = b[o] + sum over u,v,c of
// x[n, i*stride+u*dilation-pad, j*stride+v*dilation-pad, c] * w[o,c,u,v]. Follows Keras's Conv2D.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/convolution_geometry.h"
#include "framework/graph/rules/convolution_kernel.h"
#include "framework/graph/rules/depthwise_kernel.h"
#include "framework/graph/rules/few_filters_kernel.h"
#include "framework/graph/rules/narrow_convolution_kernel.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

bool has_few_filters(const onednn::ConvolutionGeometry& geometry) {
  return geometry.out_channels <= most_few_filters && geometry.groups == 1 && geometry.stride_height == 1 &&
         geometry.stride_width == 1;
}

std::optional<ShapeProblem> groups_problem(std::int64_t groups, std::int64_t in, std::int64_t out) {
  if (in % groups != 0) {
    return ShapeProblem{.attribute = "groups",
                        .reason = "whose " + std::to_string(groups) + " groups do not divide " +
                                  std::to_string(in) + " channels",
                        .needed = "a multiple of " + std::to_string(groups) + " channels",
                        .help = "choose groups that divide the channels that arrive"};
  }
  if (out % groups != 0) {
    return ShapeProblem{.attribute = "groups",
                        .reason = "whose " + std::to_string(groups) + " groups do not divide its own " +
                                  std::to_string(out) + " filters",
                        .help = "choose groups that divide the filters"};
  }
  return std::nullopt;
}

class Conv final : public Operator {
 public:
  std::string_view kind() const override { return "conv"; }
  std::string_view summary() const override { return "2-D convolution"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("filters"), kernel_attribute("kernel"),
                                                  activation_attribute(),     step_attribute("stride"),
                                                  padding_attribute(),        step_attribute("dilation"),
                                                  groups_attribute(),         bias_attribute(),
                                                  init_attribute(),           decay_attribute()};
    return specs;
  }

  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window kernel = attributes.window("kernel");
    const Window stride = attributes.window("stride");
    const Window dilation = attributes.window("dilation");
    const Padding pad = attributes.padding("pad");
    const std::int64_t filters = attributes.integer("filters");
    if (auto problem = groups_problem(attributes.integer("groups"), in.channels, filters)) return *problem;
    const Axis rows = slide(in.height, kernel.height, stride.height, dilation.height, pad.mode, pad.height);
    const Axis columns = slide(in.width, kernel.width, stride.width, dilation.width, pad.mode, pad.width);
    if (rows.output < 1 || columns.output < 1) return too_small(kernel, dilation, pad);
    const Shape out = Shape::image(rows.output, columns.output, filters);
    if (auto problem = out_of_bounds(out, "filters")) return *problem;
    return out;
  }

  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return convolution_parameters(attributes, inputs[0].channels, attributes.integer("groups"));
  }

  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const auto geometry = conv_geometry(request.node.attributes, request.inputs[0], request.node.shape);
    if (is_narrow_convolution(request, geometry)) return make_narrow_convolution_kernel(request, geometry);
    if (is_depthwise(geometry)) return make_depthwise_kernel(request, geometry);
    if (has_few_filters(geometry)) {
      const Axis rows{geometry.out_height, {geometry.pad_top, geometry.pad_bottom}};
      const Axis columns{geometry.out_width, {geometry.pad_left, geometry.pad_right}};
      return make_few_filters_kernel(
          request,
          convolution_axis(geometry.in_height, geometry.kernel_height, geometry.dilation_height, rows),
          convolution_axis(geometry.in_width, geometry.kernel_width, geometry.dilation_width, columns),
          FilterOrder::oihw);
    }
    return make_convolution_kernel(request, geometry, false);
  }
  bool takes_activation() const override { return true; }
  bool applies_activation(const KernelRequest& request) const override {
    const auto geometry = conv_geometry(request.node.attributes, request.inputs[0], request.node.shape);
    return is_narrow_convolution(request, geometry) || is_depthwise(geometry) || has_few_filters(geometry);
  }

 private:
  static ShapeProblem too_small(Window kernel, Window dilation, Padding pad) {
    const Window extent{(kernel.height - 1) * dilation.height + 1, (kernel.width - 1) * dilation.width + 1};
    std::string reason = "whose kernel is " + to_string(AttributeValue(kernel));
    if (dilation != Window{1, 1}) reason += " with dilation " + to_string(AttributeValue(dilation));
    const Window least{std::max<std::int64_t>(extent.height - 2 * pad.height, 1),
                       std::max<std::int64_t>(extent.width - 2 * pad.width, 1)};
    return {.attribute = "kernel",
            .reason = reason,
            .needed = "at least " + to_string(AttributeValue(least)),
            .help = "use a smaller kernel, pad=same, or fewer pooling layers before it"};
  }
};

}  // namespace

const Operator& conv_operator() {
  static const Conv op;
  return op;
}

}  // namespace cae

// Depthwise convolution: each channel has `multiplier` filters of its own, which read that channel alone. A
// convolution with as many groups as channels, as PyTorch's Conv2d with groups=C; output c*multiplier + m is
// of channel c, as in Keras's DepthwiseConv2D.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/sliding.h"

namespace cae {

const Operator& conv_operator();

namespace {

Attributes as_convolution(Attributes attributes, std::int64_t channels) {
  attributes.set("filters", channels * attributes.integer("multiplier"));
  attributes.set("groups", channels);
  return attributes;
}

class Depthwise final : public Operator {
 public:
  std::string_view kind() const override { return "depthwise"; }
  std::string_view summary() const override { return "2-D convolution of each channel by itself"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{kernel_attribute("kernel"),
                                                  activation_attribute(),
                                                  {.name = "multiplier",
                                                   .type = AttributeType::integer,
                                                   .default_value = std::int64_t{1},
                                                   .minimum = 1,
                                                   .maximum = 4096,
                                                   .help = "filters of each channel"},
                                                  step_attribute("stride"),
                                                  padding_attribute(),
                                                  step_attribute("dilation"),
                                                  bias_attribute(),
                                                  init_attribute(),
                                                  decay_attribute()};
    return specs;
  }

  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    if (auto problem = needs_image(inputs[0])) return *problem;
    ShapeOrProblem result = conv_operator().infer(as_convolution(attributes, inputs[0].channels), inputs);
    auto* problem = std::get_if<ShapeProblem>(&result);
    if (problem != nullptr && problem->attribute == "filters") problem->attribute = "multiplier";
    return result;
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return conv_operator().parameters(as_convolution(attributes, inputs[0].channels), inputs);
  }

  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const Node node = convolution_node(request);
    return conv_operator().kernel(with_node(request, node));
  }
  bool takes_activation() const override { return true; }
  bool applies_activation(const KernelRequest& request) const override {
    const Node node = convolution_node(request);
    return conv_operator().applies_activation(with_node(request, node));
  }

 private:
  static Node convolution_node(const KernelRequest& request) {
    Node node = request.node;
    node.attributes = as_convolution(node.attributes, request.inputs[0].channels);
    return node;
  }
  static KernelRequest with_node(const KernelRequest& request, const Node& node) {
    return {.node = node,
            .inputs = request.inputs,
            .convolutions = request.convolutions,
            .batch = request.batch,
            .step = request.step,
            .slice = request.slice,
            .training = request.training,
            .gradients = request.gradients,
            .input_gradient = request.input_gradient,
            .precision = request.precision};
  }
};

}  // namespace

const Operator& depthwise_operator() {
  static const Depthwise op;
  return op;
}

}  // namespace cae

// The activations of primitives/activations.h, as operators.
#include "framework/graph/operator.h"
#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class ActivationKernel final : public Kernel {
 public:
  ActivationKernel(const KernelRequest& request, const ActivationFunction& function)
      : shape_(request.node.shape), function_(function) {}

  KernelNeeds needs() const override {
    const bool from_output = function_.gradient_from_output();
    return {.input_in_backward = !from_output,
            .output_in_backward = from_output,
            .in_place = true,
            .by_image = true};
  }
  void forward(int, const Slice& slice) override {
    function_.apply(slice.inputs[0], slice.output, slice_elements(slice, shape_));
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    function_.gradient(function_.gradient_from_output() ? slice.output : slice.inputs[0],
                       slice.output_gradient, slice.input_gradients[0], slice_elements(slice, shape_));
  }

 private:
  Shape shape_;
  ActivationFunction function_;
};

class ActivationOperator final : public Operator {
 public:
  explicit ActivationOperator(const PointwiseActivation& function) : function_(function) {
    if (function.argument == nullptr) return;
    specs_.push_back({.name = function.argument,
                      .type = AttributeType::number,
                      .default_value = function.default_argument,
                      .minimum = 0,
                      .maximum = 1000});
  }
  std::string_view kind() const override { return function_.name; }
  std::string_view summary() const override { return function_.formula; }
  bool is_activation() const override { return true; }
  bool derivative_from_output() const override { return function_.gradient_from_output; }
  bool keeps_range() const override { return activation({}).is_linear(); }
  OutputBounds output_bounds(const Attributes& attributes) const override {
    const double argument = function_.argument == nullptr ? 0.0 : attributes.number(function_.argument);
    return {function_.low + function_.low_per_argument * argument, function_.high};
  }
  const std::vector<AttributeSpec>& attributes() const override { return specs_; }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<ActivationKernel>(request,
                                              ActivationFunction(activation(request.node.attributes)));
  }

 private:
  Activation activation(const Attributes& attributes) const {
    Activation result{function_.name, {}};
    if (function_.argument != nullptr && attributes.has(function_.argument))
      result.arguments.emplace_back(function_.argument, attributes.number(function_.argument));
    return result;
  }

  const PointwiseActivation& function_;
  std::vector<AttributeSpec> specs_;
};

}  // namespace

void activation_operators(std::vector<const Operator*>& list) {
  static const std::vector<ActivationOperator> operators(pointwise_activations().begin(),
                                                         pointwise_activations().end());
  for (const ActivationOperator& op : operators) list.push_back(&op);
}

}  // namespace cae

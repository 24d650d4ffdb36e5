// The activations: one number in, one number out. Names and defaults are Keras's.
#include <array>

#include "framework/graph/operator.h"
#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class ActivationKernel final : public Kernel {
 public:
  ActivationKernel(const KernelRequest& request, ActivationFunction function, bool from_output)
      : shape_(request.node.shape),
        kind_(function.kind),
        argument_(function.argument),
        from_output_(from_output) {}

  KernelNeeds needs() const override {
    return {.input_in_backward = !from_output_, .output_in_backward = from_output_, .by_image = true};
  }
  void forward(int, const Slice& slice) override {
    vector_kernels().activation(kind_, argument_, slice.inputs[0], slice.output,
                                slice_elements(slice, shape_));
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    vector_kernels().activation_gradient(kind_, argument_, slice.inputs[0], slice.output,
                                         slice.output_gradient, slice.input_gradients[0],
                                         slice_elements(slice, shape_));
  }

 private:
  Shape shape_;
  ActivationKind kind_;
  float argument_;
  bool from_output_;
};

struct Function {
  const char* kind;
  const char* formula;
  const char* argument;  // nullptr for none
  double default_value;
  bool from_output;  // the derivative follows from the output
};

constexpr std::array<Function, 10> functions{{
    {"relu", "max(x, 0)", nullptr, 0, true},
    {"leaky_relu", "x if x > 0, else slope * x", "slope", 0.3, true},
    {"elu", "x if x > 0, else alpha * (exp(x) - 1)", "alpha", 1.0, true},
    {"selu", "1.0507 * elu(x, 1.6733)", nullptr, 0, true},
    {"gelu", "x * (1 + erf(x / sqrt(2))) / 2", nullptr, 0, false},
    {"sigmoid", "1 / (1 + exp(-x))", nullptr, 0, true},
    {"tanh", "tanh(x)", nullptr, 0, true},
    {"softplus", "log(1 + exp(x))", nullptr, 0, true},
    {"silu", "x * sigmoid(x)", nullptr, 0, false},
    {"linear", "x", nullptr, 0, true},
}};

class ActivationOperator final : public Operator {
 public:
  explicit ActivationOperator(const Function& function) : function_(function) {
    if (function.argument != nullptr) {
      specs_.push_back({.name = function.argument,
                        .type = AttributeType::number,
                        .default_value = function.default_value,
                        .minimum = 0,
                        .maximum = 1000});
    }
  }
  std::string_view kind() const override { return function_.kind; }
  std::string_view summary() const override { return function_.formula; }
  bool is_activation() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override { return specs_; }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    Activation activation{function_.kind, {}};
    if (function_.argument != nullptr) {
      activation.arguments.emplace_back(function_.argument,
                                        request.node.attributes.number(function_.argument));
    }
    return std::make_unique<ActivationKernel>(request, activation_function(activation),
                                              function_.from_output);
  }
  bool derivative_from_output() const override { return function_.from_output; }

 private:
  const Function& function_;
  std::vector<AttributeSpec> specs_;
};

}  // namespace

void activation_operators(std::vector<const Operator*>& list) {
  static const std::vector<ActivationOperator> operators(functions.begin(), functions.end());
  for (const ActivationOperator& op : operators) list.push_back(&op);
}

}  // namespace cae

// The sum of equal shapes, for models with skip connections (He et al., 2016).
#include "framework/graph/operator.h"
#include "framework/graph/rules/joined_shapes.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class AddKernel final : public Kernel {
 public:
  explicit AddKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override { return {.in_place = true}; }
  void forward(int, const Slice& slice) override {
    const std::size_t count = slice_elements(slice, shape_);
    vector_kernels().add_both(slice.inputs[0], slice.inputs[1], slice.output, count);
    for (std::size_t i = 2; i < slice.inputs.size(); ++i)
      vector_kernels().add(slice.output, slice.inputs[i], count);
  }
  void backward(int, const Slice& slice) override {
    for (float* gradient : slice.input_gradients) {
      if (gradient != nullptr) copy_elsewhere(slice.output_gradient, slice_elements(slice, shape_), gradient);
    }
  }

 private:
  Shape shape_;
};

class Add final : public Operator {
 public:
  std::string_view kind() const override { return "add"; }
  std::string_view summary() const override { return "the sum of what arrives and the layers named"; }
  InputCount inputs() const override { return {2, 64}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    for (const Shape& other : inputs) {
      if (other == inputs[0]) continue;
      const std::string layers = layers_between(inputs[0], other);
      return ShapeProblem{.reason = "which adds " + to_string(other) + " to it",
                          .needed = to_string(other),
                          .help = layers.empty()
                                      ? "give both the same shape"
                                      : "give both the same shape: before this line, " + layers + " turns " +
                                            to_string(inputs[0]) + " into " + to_string(other)};
    }
    return inputs[0];
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<AddKernel>(request);
  }
};

}  // namespace

const Operator& add_operator() {
  static const Add op;
  return op;
}

}  // namespace cae

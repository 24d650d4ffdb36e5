// The sum of two equal shapes, for graphs with skip connections (He et al., 2016). The language has no word
// for it yet.
#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class AddKernel final : public Kernel {
 public:
  explicit AddKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    const std::size_t count = slice_elements(slice, shape_);
    std::copy_n(slice.inputs[0], count, slice.output);
    vector_kernels().add(slice.output, slice.inputs[1], count);
  }
  void backward(int, const Slice& slice) override {
    for (float* gradient : slice.input_gradients) {
      if (gradient != nullptr) std::copy_n(slice.output_gradient, slice_elements(slice, shape_), gradient);
    }
  }

 private:
  Shape shape_;
};

class Add final : public Operator {
 public:
  std::string_view kind() const override { return "add"; }
  std::string_view summary() const override { return "the sum of two equal shapes"; }
  bool in_language() const override { return false; }
  InputCount inputs() const override { return {2, 2}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    if (inputs[0] == inputs[1]) return inputs[0];
    return ShapeProblem{.reason = "which adds " + to_string(inputs[1]) + " to it",
                        .needed = to_string(inputs[1]),
                        .help = "give both the same shape"};
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

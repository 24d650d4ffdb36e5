// Reshape: the numbers in C,H,W order become an image of another shape, filled in C,H,W order.
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Between two images both of which are H,W,C in memory: through C,H,W order, which is what the language
// promises.
class ReshapeKernel final : public Kernel {
 public:
  explicit ReshapeKernel(const KernelRequest& request) : in_(request.inputs[0]), out_(request.node.shape) {}
  KernelNeeds needs() const override { return {.scratch = elements_of(out_) * sizeof(float)}; }
  void forward(int, const Slice& slice) override { convert(slice, in_, slice.inputs[0], out_, slice.output); }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    convert(slice, out_, slice.output_gradient, in_, slice.input_gradients[0]);
  }

 private:
  static void convert(const Slice& slice, const Shape& from, const float* source, const Shape& to,
                      float* target) {
    auto* row = reinterpret_cast<float*>(slice.scratch);
    const std::size_t size = elements_of(from);
    for (int i = 0; i < slice.count; ++i) {
      channels_first(from, source + size_of(i) * size, row);
      channels_last(to, row, target + size_of(i) * size);
    }
  }
  Shape in_;
  Shape out_;
};

class Reshape final : public Operator {
 public:
  std::string_view kind() const override { return "reshape"; }
  std::string_view summary() const override { return "the same numbers as HxWxC, channels first"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "shape",
                                                   .type = AttributeType::shape,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 1,
                                                   .maximum = static_cast<double>(max_dimension),
                                                   .help = "HxWxC"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape out = attributes.shape("shape");
    if (!within_bounds(out) || out.elements() != inputs[0].elements()) {
      return ShapeProblem{.attribute = "shape",
                          .reason = "whose shape " + to_string(out) + " has " +
                                    std::to_string(out.elements()) + " numbers, not " +
                                    std::to_string(inputs[0].elements()),
                          .needed = std::to_string(out.elements()) + " numbers",
                          .help = "the product height*width*channels must be the same on both sides"};
    }
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<ReshapeKernel>(request);
  }
};

}  // namespace

const Operator& reshape_operator() {
  static const Reshape op;
  return op;
}

}  // namespace cae

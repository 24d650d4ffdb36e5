// Flatten: an image becomes a row, channels first (C,H,W), as PyTorch and ONNX.
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

// H,W,C in memory -> C,H,W in the row.
class FlattenKernel final : public Kernel {
 public:
  explicit FlattenKernel(const KernelRequest& request) : in_(request.inputs[0]) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    for_each_image(slice,
                   [&](std::size_t at) { channels_first(in_, slice.inputs[0] + at, slice.output + at); });
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    for_each_image(slice, [&](std::size_t at) {
      channels_last(in_, slice.output_gradient + at, slice.input_gradients[0] + at);
    });
  }

 private:
  template <class F>
  void for_each_image(const Slice& slice, F f) const {
    const std::size_t images = size_of(slice.count);
    in_ranges(images, 1, shares_of_numbers(2 * images * elements_of(in_)),
              [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) f(i * elements_of(in_));
              });
  }
  Shape in_;
};

class Flatten final : public Operator {
 public:
  std::string_view kind() const override { return "flatten"; }
  std::string_view summary() const override { return "an image becomes a row, channels first"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    if (inputs[0].elements() > max_dimension) {
      return ShapeProblem{
          .reason = "which would give a row of " + std::to_string(inputs[0].elements()),
          .help = "a row may have at most " + std::to_string(max_dimension) + " numbers: pool first"};
    }
    return Shape::row(inputs[0].elements());
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<FlattenKernel>(request);
  }
};

}  // namespace

const Operator& flatten_operator() {
  static const Flatten op;
  return op;
}

}  // namespace cae

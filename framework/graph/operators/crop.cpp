// Cropping: N rows and columns fewer on every side. Follows Keras's Cropping2D.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class CropKernel final : public Kernel {
 public:
  explicit CropKernel(const KernelRequest& request)
      : in_(request.inputs[0]), out_(request.node.shape), amount_(request.node.attributes.window("amount")) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    copy_inner_rows(slice.count, out_, in_, amount_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.inputs[0] + outer, count, slice.output + inner);
                    });
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    std::fill_n(slice.input_gradients[0], slice_elements(slice, in_), 0.0F);
    copy_inner_rows(slice.count, out_, in_, amount_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.output_gradient + inner, count, slice.input_gradients[0] + outer);
                    });
  }

 private:
  Shape in_;
  Shape out_;
  Window amount_;
};

class Crop final : public Operator {
 public:
  std::string_view kind() const override { return "crop"; }
  std::string_view summary() const override { return "fewer rows and columns on every side"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "amount",
                                                   .type = AttributeType::window,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 0,
                                                   .maximum = 4096,
                                                   .help = "rows and columns on each side, N or HxW"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window amount = attributes.window("amount");
    if (2 * amount.height >= in.height || 2 * amount.width >= in.width) {
      return ShapeProblem{
          .attribute = "amount",
          .reason = "which would crop " + to_string(AttributeValue(amount)) + " on every side",
          .needed = "at least " + std::to_string(2 * amount.height + 1) + "x" +
                    std::to_string(2 * amount.width + 1),
          .help = "crop less"};
    }
    return Shape::image(in.height - 2 * amount.height, in.width - 2 * amount.width, in.channels);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<CropKernel>(request);
  }
};

}  // namespace

const Operator& crop_operator() {
  static const Crop op;
  return op;
}

}  // namespace cae

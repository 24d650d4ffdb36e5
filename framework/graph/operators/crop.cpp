// Cropping: rows and columns fewer at the sides. Follows Keras's Cropping2D.
#include "framework/graph/rules/image_sides.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class CropKernel final : public Kernel {
 public:
  explicit CropKernel(const KernelRequest& request)
      : in_(request.inputs[0]), out_(request.node.shape), sides_(image_sides(request.node.attributes)) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    copy_inner_rows(slice.count, out_, in_, sides_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.inputs[0] + outer, count, slice.output + inner);
                    });
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    std::fill_n(slice.input_gradients[0], slice_elements(slice, in_), 0.0F);
    copy_inner_rows(slice.count, out_, in_, sides_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.output_gradient + inner, count, slice.input_gradients[0] + outer);
                    });
  }

 private:
  Shape in_;
  Shape out_;
  ImageSides sides_;
};

class Crop final : public Operator {
 public:
  std::string_view kind() const override { return "crop"; }
  std::string_view summary() const override { return "fewer rows and columns at the sides"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = image_side_attributes();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    if (auto problem = needs_image_side(attributes, "crop")) return *problem;
    const ImageSides sides = image_sides(attributes);
    if (sides.rows() >= in.height || sides.columns() >= in.width) {
      return ShapeProblem{.attribute = attributes.has("amount") ? "amount" : "",
                          .reason = "which crops " + std::to_string(sides.rows()) + " rows and " +
                                    std::to_string(sides.columns()) + " columns",
                          .needed = "at least " + std::to_string(sides.rows() + 1) + "x" +
                                    std::to_string(sides.columns() + 1),
                          .help = "crop less"};
    }
    return Shape::image(in.height - sides.rows(), in.width - sides.columns(), in.channels);
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

// Zero padding: rows and columns of zeros at the sides. Follows Keras's ZeroPadding2D.
#include "framework/graph/rules/image_sides.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class ZeroPadKernel final : public Kernel {
 public:
  explicit ZeroPadKernel(const KernelRequest& request)
      : in_(request.inputs[0]), out_(request.node.shape), sides_(image_sides(request.node.attributes)) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    std::fill_n(slice.output, slice_elements(slice, out_), 0.0F);
    copy_inner_rows(slice.count, in_, out_, sides_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.inputs[0] + inner, count, slice.output + outer);
                    });
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    copy_inner_rows(slice.count, in_, out_, sides_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.output_gradient + outer, count, slice.input_gradients[0] + inner);
                    });
  }

 private:
  Shape in_;
  Shape out_;
  ImageSides sides_;
};

class ZeroPad final : public Operator {
 public:
  std::string_view kind() const override { return "zeropad"; }
  std::string_view summary() const override { return "zeros at the sides"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = image_side_attributes();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    if (auto problem = needs_image_side(attributes, "zeropad")) return *problem;
    const ImageSides sides = image_sides(attributes);
    const Shape out = Shape::image(in.height + sides.rows(), in.width + sides.columns(), in.channels);
    if (auto problem = out_of_bounds(out, attributes.has("amount") ? "amount" : "")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<ZeroPadKernel>(request);
  }
};

}  // namespace

const Operator& zeropad_operator() {
  static const ZeroPad op;
  return op;
}

}  // namespace cae

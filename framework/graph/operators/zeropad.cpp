// Zero padding: N rows and columns of zeros on every side. Follows Keras's ZeroPadding2D.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class ZeroPadKernel final : public Kernel {
 public:
  explicit ZeroPadKernel(const KernelRequest& request)
      : in_(request.inputs[0]), out_(request.node.shape), amount_(request.node.attributes.window("amount")) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    std::fill_n(slice.output, slice_elements(slice, out_), 0.0F);
    copy_inner_rows(slice.count, in_, out_, amount_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.inputs[0] + inner, count, slice.output + outer);
                    });
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    copy_inner_rows(slice.count, in_, out_, amount_,
                    [&](std::size_t inner, std::size_t outer, std::size_t count) {
                      std::copy_n(slice.output_gradient + outer, count, slice.input_gradients[0] + inner);
                    });
  }

 private:
  Shape in_;
  Shape out_;
  Window amount_;
};

class ZeroPad final : public Operator {
 public:
  std::string_view kind() const override { return "zeropad"; }
  std::string_view summary() const override { return "zeros on every side"; }
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
    const Shape out = Shape::image(in.height + 2 * amount.height, in.width + 2 * amount.width, in.channels);
    if (auto problem = out_of_bounds(out, "amount")) return *problem;
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

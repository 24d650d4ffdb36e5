// Zero padding: N rows and columns of zeros on every side. Follows Keras's ZeroPadding2D.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

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
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& zeropad_operator() {
  static const ZeroPad op;
  return op;
}

}  // namespace cae

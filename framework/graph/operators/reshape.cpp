// Reshape: the numbers in C,H,W order become an image of another shape, filled in C,H,W order.
#include "framework/graph/operator.h"

namespace cae {
namespace {

class Reshape final : public Operator {
 public:
  std::string_view kind() const override { return "reshape"; }
  std::string_view summary() const override { return "the same numbers as HxWxC, channels first"; }
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
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& reshape_operator() {
  static const Reshape op;
  return op;
}

}  // namespace cae

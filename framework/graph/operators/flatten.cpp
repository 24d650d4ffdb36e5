// Flatten: an image becomes a row, channels first (C,H,W), as PyTorch and ONNX.
#include "framework/graph/operator.h"

namespace cae {
namespace {

class Flatten final : public Operator {
 public:
  std::string_view kind() const override { return "flatten"; }
  std::string_view summary() const override { return "an image becomes a row, channels first"; }
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
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& flatten_operator() {
  static const Flatten op;
  return op;
}

}  // namespace cae

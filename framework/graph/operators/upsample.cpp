// Upsampling by a whole factor. nearest: y[i,j] = x[i/f, j/f]. bilinear: half-pixel centres, edges clamped,
// as TensorFlow's resize and PyTorch's align_corners=False.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class Upsample final : public Operator {
 public:
  std::string_view kind() const override { return "upsample"; }
  std::string_view summary() const override { return "each pixel becomes FACTOR x FACTOR pixels"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{kernel_attribute("factor"),
                                                  {.name = "mode",
                                                   .type = AttributeType::word,
                                                   .positional = true,
                                                   .default_value = std::string("nearest"),
                                                   .words = {"nearest", "bilinear"},
                                                   .help = "nearest or bilinear"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window factor = attributes.window("factor");
    const Shape out = Shape::image(in.height * factor.height, in.width * factor.width, in.channels);
    if (auto problem = out_of_bounds(out, "factor")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& upsample_operator() {
  static const Upsample op;
  return op;
}

}  // namespace cae

// The images as they come in. Has no inputs; the engine fills its output.
#include "framework/graph/operator.h"

namespace cae {
namespace {

class InputKernel final : public Kernel {
 public:
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice&) override {}
  void backward(int, const Slice&) override {}
};

class Input final : public Operator {
 public:
  std::string_view kind() const override { return "input"; }
  std::string_view summary() const override { return "the images, height x width x channels"; }
  bool in_language() const override { return false; }  // `input` is a statement of the language, not a layer
  InputCount inputs() const override { return {0, 0}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{
        {.name = "shape", .type = AttributeType::shape, .positional = true, .required = true}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape>) const override {
    return attributes.shape("shape");
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override {
    return std::make_unique<InputKernel>();
  }
};

}  // namespace

const Operator& input_operator() {
  static const Input op;
  return op;
}

}  // namespace cae

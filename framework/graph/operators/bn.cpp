// Batch normalisation (Ioffe and Szegedy, 2015): y = gamma * (x - mean) / sqrt(var + eps) + beta, per channel
// over the batch and all pixels. Biased variance, also in the moving variance; moving = momentum * moving +
// (1 - momentum) * batch, as Keras.
#include "framework/graph/operator.h"

namespace cae {
namespace {

class BatchNorm final : public Operator {
 public:
  std::string_view kind() const override { return "bn"; }
  std::string_view summary() const override { return "batch normalisation"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{
        {.name = "momentum",
         .type = AttributeType::number,
         .default_value = 0.99,
         .minimum = 0,
         .maximum = 1,
         .help = "what the moving statistics keep at each step"},
        {.name = "eps",
         .type = AttributeType::number,
         .default_value = 1e-3,
         .minimum = 1e-12,
         .maximum = 1,
         .help = "added to the variance"},
        {.name = "scale", .type = AttributeType::flag, .default_value = true, .help = "learn gamma"},
        {.name = "shift", .type = AttributeType::flag, .default_value = true, .help = "learn beta"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    const std::int64_t channels = inputs[0].channels;
    std::vector<ParameterSpec> specs;
    if (attributes.flag("scale"))
      specs.push_back({.name = "gamma", .dimensions = {channels}, .init = "ones"});
    if (attributes.flag("shift"))
      specs.push_back({.name = "beta", .dimensions = {channels}, .init = "zeros"});
    specs.push_back({.name = "mean", .dimensions = {channels}, .init = "zeros", .trainable = false});
    specs.push_back({.name = "var", .dimensions = {channels}, .init = "ones", .trainable = false});
    return specs;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& bn_operator() {
  static const BatchNorm op;
  return op;
}

}  // namespace cae

// Dense: y[n,o] = b[o] + sum over i of x[n,i] * w[o,i]. Follows Keras's Dense; weights [out, in] as PyTorch's
// Linear.
#include "framework/graph/operator.h"
#include "framework/graph/rules/common_attributes.h"

namespace cae {
namespace {

class Dense final : public Operator {
 public:
  std::string_view kind() const override { return "dense"; }
  std::string_view summary() const override { return "every output sees every input"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("units"), activation_attribute(),
                                                  bias_attribute(), init_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    if (!inputs[0].flat) {
      return ShapeProblem{.reason = "which works on a row of numbers",
                          .needed = "a flat row, " + std::to_string(inputs[0].elements()),
                          .help = "put a 'flatten' before it"};
    }
    return Shape::row(attributes.integer("units"));
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    const std::int64_t units = attributes.integer("units");
    const std::int64_t in = inputs[0].channels;
    std::vector<ParameterSpec> specs{{.name = "weight",
                                      .dimensions = {units, in},
                                      .init = attributes.word("init"),
                                      .fan_in = in,
                                      .fan_out = units}};
    if (attributes.flag("bias")) specs.push_back({.name = "bias", .dimensions = {units}, .init = "zeros"});
    return specs;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& dense_operator() {
  static const Dense op;
  return op;
}

}  // namespace cae

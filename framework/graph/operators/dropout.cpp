// Dropout (Srivastava et al., 2014), inverted as Keras: in training each number is zeroed with probability
// RATE and the others are divided by 1 - RATE; at evaluation nothing happens.
#include "framework/graph/operator.h"

namespace cae {
namespace {

class Dropout final : public Operator {
 public:
  std::string_view kind() const override { return "dropout"; }
  std::string_view summary() const override { return "zeroes a part of the numbers in training"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "rate",
                                                   .type = AttributeType::number,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 0,
                                                   .maximum = 0.999,
                                                   .help = "the part that is zeroed, 0 to 0.999"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest&) const override { return nullptr; }
};

}  // namespace

const Operator& dropout_operator() {
  static const Dropout op;
  return op;
}

}  // namespace cae

// Passes on what arrives and asks for a sparse code by its term `sparsity` (sparsity_term.cpp).
#include "framework/graph/operator.h"
#include "framework/graph/rules/identity_kernel.h"

namespace cae {
namespace {

AttributeSpec strength(std::string name, std::string help) {
  return {.name = std::move(name),
          .type = AttributeType::number,
          .minimum = 0,
          .maximum = 1e9,
          .help = std::move(help)};
}

class Sparsity final : public Operator {
 public:
  std::string_view kind() const override { return "sparsity"; }
  std::string_view summary() const override { return "asks for small or seldom active numbers"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{strength("l1", "times the mean of the absolute values"),
                                                  strength("l2", "times the mean of the squares"),
                                                  {.name = "rate",
                                                   .type = AttributeType::number,
                                                   .minimum = 1e-6,
                                                   .maximum = 1 - 1e-6,
                                                   .help = "the mean that each unit is to have"},
                                                  {.name = "weight",
                                                   .type = AttributeType::number,
                                                   .default_value = 1.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "of the divergence from 'rate'"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    if (attributes.has("l1") || attributes.has("l2") || attributes.has("rate")) return inputs[0];
    return ShapeProblem{.reason = "which does not say what is to be small",
                        .help = "write 'sparsity l1=0.001', 'sparsity l2=0.001' or 'sparsity rate=0.05'"};
  }
  std::vector<LayerTerm> terms(const Attributes&) const override { return {{.kind = "sparsity_term"}}; }
  bool keeps_range() const override { return true; }
  bool is_identity(bool) const override { return true; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return make_identity_kernel(request);
  }
};

}  // namespace

const Operator& sparsity_operator() {
  static const Sparsity op;
  return op;
}

}  // namespace cae

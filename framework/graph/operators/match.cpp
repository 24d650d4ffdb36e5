// Passes on a row and asks that the rows of a batch look like standard normal draws, by its term `mmd`
// (mmd.cpp): the Wasserstein autoencoder (Tolstikhin et al., 2018).
#include "framework/graph/operator.h"
#include "framework/graph/rules/identity_kernel.h"

namespace cae {
namespace {

class Match final : public Operator {
 public:
  std::string_view kind() const override { return "match"; }
  std::string_view summary() const override { return "asks for rows that look like standard normal draws"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "weight",
                                                   .type = AttributeType::number,
                                                   .default_value = 1.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "of the term mmd"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    if (inputs[0].flat) return inputs[0];
    return ShapeProblem{.reason = "which compares rows of numbers",
                        .needed = "a flat row, " + std::to_string(inputs[0].elements()),
                        .help = "put a 'flatten' before it"};
  }
  std::vector<LayerTerm> terms(const Attributes&) const override { return {{.kind = "mmd"}}; }
  std::int64_t draws(const Node& node) const override { return node.shape.elements(); }
  void draw(const Node&, const RandomStream& stream, std::span<float> numbers) const override {
    stream.fill_normal(numbers, 0.0F, 1.0F);
  }
  bool keeps_range() const override { return true; }
  bool is_identity(bool) const override { return true; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return make_identity_kernel(request);
  }
};

}  // namespace

const Operator& match_operator() {
  static const Match op;
  return op;
}

}  // namespace cae

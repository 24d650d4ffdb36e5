// Passes on a row and asks that the rows of a batch look like standard normal draws, by its term `mmd`
// (mmd.cpp): the Wasserstein autoencoder (Tolstikhin et al., 2018).
#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class MatchKernel final : public Kernel {
 public:
  explicit MatchKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    std::copy_n(slice.inputs[0], slice_elements(slice, shape_), slice.output);
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    std::copy_n(slice.output_gradient, slice_elements(slice, shape_), slice.input_gradients[0]);
  }

 private:
  Shape shape_;
};

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
    return std::make_unique<MatchKernel>(request);
  }
};

}  // namespace

const Operator& match_operator() {
  static const Match op;
  return op;
}

}  // namespace cae

// The terms of a layer `quantize`, from what arrives there, x, and the vectors v that it gives (van den Oord
// et al., 2017, equation 3): `codebook` is the mean of (v - x)^2 over all numbers of the batch, for the
// vectors alone; `commitment` is beta times the same, for x alone. The layer itself takes the gradient of
// `codebook`.
#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class DistanceKernel final : public Kernel {
 public:
  // `weight` of the term, and of its gradient for x.
  DistanceKernel(const KernelRequest& request, double weight, double gradient_weight)
      : numbers_(elements_of(request.inputs[0])), weight_(weight), gradient_weight_(gradient_weight) {}
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.forward_sums = {1};
    return needs;
  }
  void prepare(const StepContext& context) override {
    mean_ = 1.0 / (static_cast<double>(numbers_) * context.images);
  }
  void forward(int, const Slice& slice) override {
    double sum = 0.0;
    for (std::size_t i = 0; i < size_of(slice.count) * numbers_; ++i) {
      const auto difference = static_cast<double>(slice.inputs[0][i] - slice.inputs[1][i]);
      sum += difference * difference;
    }
    slice.sums[0] += sum;
  }
  double term(std::span<const double> totals) const override { return weight_ * mean_ * totals[0]; }
  void backward(int, const Slice& slice) override {
    const std::size_t count = size_of(slice.count) * numbers_;
    const auto scale = static_cast<float>(2.0 * gradient_weight_ * mean_);
    if (float* gradient = slice.input_gradients[0]; gradient != nullptr) {
      for (std::size_t i = 0; i < count; ++i) gradient[i] = scale * (slice.inputs[0][i] - slice.inputs[1][i]);
    }
    if (float* gradient = slice.input_gradients[1]; gradient != nullptr) std::fill_n(gradient, count, 0.0F);
  }

 private:
  std::size_t numbers_;
  double weight_;
  double gradient_weight_;
  double mean_ = 0.0;
};

class DistanceOperator : public Operator {
 public:
  std::string_view kind() const override { return term(); }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  InputCount inputs() const override { return {2, 2}; }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
};

class Codebook final : public DistanceOperator {
 public:
  std::string_view term() const override { return "codebook"; }
  std::string_view summary() const override { return "how far the vectors are from what arrives"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<DistanceKernel>(request, 1.0, 0.0);
  }
};

class Commitment final : public DistanceOperator {
 public:
  std::string_view term() const override { return "commitment"; }
  std::string_view summary() const override { return "how far what arrives is from the vectors"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "beta", .type = AttributeType::number}};
    return specs;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const double beta = request.node.attributes.number("beta");
    return std::make_unique<DistanceKernel>(request, beta, beta);
  }
};

}  // namespace

void quantize_terms_operators(std::vector<const Operator*>& list) {
  static const Codebook codebook;
  static const Commitment commitment;
  list.push_back(&codebook);
  list.push_back(&commitment);
}

}  // namespace cae

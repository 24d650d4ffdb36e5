// The term of a layer `sparsity`, the sum of those of its settings that are given, over x = what arrives:
//   l1 * mean |x| and l2 * mean x^2, over all numbers of the batch (Ng, "Sparse autoencoder", CS294A, 2011,
//   and Ghosh et al., "From variational to deterministic autoencoders", 2020); weight * sum over units u of
//   KL(rate || r_u), r_u = the unit's mean over the batch, clipped to [1e-7, 1 - 1e-7] without a gradient
//   there; KL(r || q) = r log(r / q) + (1 - r) log((1 - r) / (1 - q)).
#include <algorithm>
#include <cmath>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

constexpr double least_rate = 1e-7;

class SparsityTermKernel final : public Kernel {
 public:
  explicit SparsityTermKernel(const KernelRequest& request)
      : units_(elements_of(request.inputs[0])),
        l1_(given(request.node.attributes, "l1")),
        l2_(given(request.node.attributes, "l2")),
        rate_(given(request.node.attributes, "rate")),
        weight_(request.node.attributes.number("weight")),
        // The means over the batch must be known before backward.
        waits_(request.gradients && rate_ > 0.0),
        unit_gradients_(waits_ ? units_ : 0) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .forward_phases = waits_ ? 2 : 1};
    needs.forward_sums = {2 + (rate_ > 0.0 ? units_ : 0)};
    return needs;
  }
  void prepare(const StepContext& context) override { images_ = context.images; }
  void forward(int phase, const Slice& slice) override {
    if (phase > 0) return;
    const float* x = slice.inputs[0];
    for (std::size_t i = 0; i < size_of(slice.count) * units_; ++i) {
      const auto number = static_cast<double>(x[i]);
      slice.sums[0] += std::abs(number);
      slice.sums[1] += number * number;
      if (rate_ > 0.0) slice.sums[2 + i % units_] += number;
    }
  }
  void after_forward(int, std::span<const double> totals) override {
    value_ = value(totals);
    for (std::size_t unit = 0; unit < units_; ++unit) {
      const double mean = totals[2 + unit] / images_;
      const bool clipped = mean < least_rate || mean > 1.0 - least_rate;
      unit_gradients_[unit] =
          clipped ? 0.0 : weight_ / images_ * ((1.0 - rate_) / (1.0 - mean) - rate_ / mean);
    }
  }
  double term(std::span<const double> totals) const override { return waits_ ? value_ : value(totals); }
  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    const double numbers = images_ * static_cast<double>(units_);
    for (std::size_t i = 0; i < size_of(slice.count) * units_; ++i) {
      const auto x = static_cast<double>(slice.inputs[0][i]);
      const double sign = x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0;
      const double of_unit = waits_ ? unit_gradients_[i % units_] : 0.0;
      gradient[i] = static_cast<float>((l1_ * sign + 2.0 * l2_ * x) / numbers + of_unit);
    }
  }

 private:
  static double given(const Attributes& attributes, std::string_view name) {
    return attributes.has(name) ? attributes.number(name) : 0.0;
  }
  double value(std::span<const double> totals) const {
    const double numbers = images_ * static_cast<double>(units_);
    double divergence = 0.0;
    for (std::size_t unit = 0; rate_ > 0.0 && unit < units_; ++unit) {
      const double mean = totals[2 + unit] / images_;
      const double clipped = mean != mean ? mean : std::clamp(mean, least_rate, 1.0 - least_rate);
      divergence +=
          rate_ * std::log(rate_ / clipped) + (1.0 - rate_) * std::log((1.0 - rate_) / (1.0 - clipped));
    }
    return l1_ * totals[0] / numbers + l2_ * totals[1] / numbers + weight_ * divergence;
  }

  std::size_t units_;
  double l1_;
  double l2_;
  double rate_;
  double weight_;
  bool waits_;
  double images_ = 1.0;
  double value_ = 0.0;
  std::vector<double> unit_gradients_;  // of the divergence, for a number of that unit
};

class SparsityTerm final : public Operator {
 public:
  std::string_view kind() const override { return "sparsity_term"; }
  std::string_view summary() const override { return "how far a code is from sparse"; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  std::string_view term() const override { return "sparsity"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "l1", .type = AttributeType::number},
                                                  {.name = "l2", .type = AttributeType::number},
                                                  {.name = "rate", .type = AttributeType::number},
                                                  {.name = "weight", .type = AttributeType::number}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<SparsityTermKernel>(request);
  }
};

}  // namespace

const Operator& sparsity_term_operator() {
  static const SparsityTerm op;
  return op;
}

}  // namespace cae

// The term `kl` of a layer `sample`: the Kullback-Leibler divergence of N(mean, exp(log_variance)) from N(0,
// 1),
// -(1 + log_variance - mean^2 - exp(log_variance)) / 2 (Kingma and Welling, 2014, appendix B), summed over
// the code and averaged over the images. It is multiplied by beta (Higgins et al., "beta-VAE", 2017), which
// rises evenly from 0 during the first `warmup` epochs, and divided by the numbers of an output image, so
// that with bce and beta=1 the sum is the negative evidence lower bound of a pixel. With a capacity C it is
// beta * |KL - C| (Burgess et al., "Understanding disentangling in beta-VAE", 2018).
#include <algorithm>
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class KlKernel final : public Kernel {
 public:
  explicit KlKernel(const KernelRequest& request)
      : units_(elements_of(request.inputs[0])),
        beta_(request.node.attributes.number("beta")),
        warmup_(request.node.attributes.number("warmup")),
        capacity_(request.node.attributes.number("capacity")),
        output_numbers_(static_cast<double>(request.node.attributes.integer("output_numbers"))),
        // On which side of the capacity all images together are must be known before backward.
        waits_(request.gradients && capacity_ > 0.0),
        by_unit_(!request.training) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .forward_phases = waits_ ? 2 : 1};
    needs.forward_sums = {1 + (by_unit_ ? 3 * units_ : 0)};
    needs.metrics = by_unit_ && !waits_;
    return needs;
  }
  void prepare(const StepContext& context) override {
    images_ = context.images;
    const double risen = warmup_ > 0.0 ? std::min(1.0, context.epochs_done / warmup_) : 1.0;
    factor_ = beta_ * risen / output_numbers_;
  }
  void forward(int phase, const Slice& slice) override {
    if (phase > 0) return;
    double sum = 0.0;
    for (std::size_t i = 0; i < size_of(slice.count) * units_; ++i) {
      const auto mean = static_cast<double>(slice.inputs[0][i]);
      const auto log_variance = static_cast<double>(slice.inputs[1][i]);
      const double divergence = -0.5 * (1.0 + log_variance - mean * mean - std::exp(log_variance));
      sum += divergence;
      if (by_unit_) add_unit(slice.sums.subspan(1 + 3 * (i % units_), 3), divergence, mean);
    }
    slice.sums[0] += sum;
  }
  void after_forward(int, std::span<const double> totals) override { divergence_ = totals[0] / images_; }
  double term(std::span<const double> totals) const override {
    return factor_ * std::abs((waits_ ? divergence_ : totals[0] / images_) - capacity_);
  }
  // The divergence of each unit in nats, and how many are active: their mean varies over the images, with a
  // variance above 0.01 (Burda et al., "Importance weighted autoencoders", 2016, section 5.1).
  std::vector<KernelMetric> metrics(std::span<const double> totals, double images) const override {
    constexpr double least_variance = 0.01;
    constexpr std::size_t most_told = 1024;  // a row of the store for each in every epoch
    std::vector<KernelMetric> found;
    double active = 0.0;
    for (std::size_t unit = 0; unit < units_; ++unit) {
      const std::span<const double> sums = totals.subspan(1 + 3 * unit, 3);
      if (units_ <= most_told) found.push_back({"kl", static_cast<std::int64_t>(unit), sums[0] / images});
      const double mean = sums[1] / images;
      if (sums[2] / images - mean * mean > least_variance) active += 1.0;
    }
    found.push_back({"active_units", -1, active});
    return found;
  }
  void backward(int, const Slice& slice) override {
    const double side = waits_ && divergence_ < capacity_ ? -1.0 : 1.0;
    const double scale = side * factor_ / images_;
    for (std::size_t i = 0; i < size_of(slice.count) * units_; ++i) {
      if (float* gradient = slice.input_gradients[0]; gradient != nullptr)
        gradient[i] = static_cast<float>(scale * static_cast<double>(slice.inputs[0][i]));
      if (float* gradient = slice.input_gradients[1]; gradient != nullptr) {
        const auto log_variance = static_cast<double>(slice.inputs[1][i]);
        gradient[i] = static_cast<float>(scale * 0.5 * (std::exp(log_variance) - 1.0));
      }
    }
  }

 private:
  static void add_unit(std::span<double> sums, double divergence, double mean) {
    sums[0] += divergence;
    sums[1] += mean;
    sums[2] += mean * mean;
  }

  std::size_t units_;
  double beta_;
  double warmup_;
  double capacity_;
  double output_numbers_;
  bool waits_;
  bool by_unit_;
  double images_ = 1.0;
  double factor_ = 0.0;
  double divergence_ = 0.0;  // of all images of the step
};

class Kl final : public Operator {
 public:
  std::string_view kind() const override { return "kl"; }
  std::string_view summary() const override { return "the divergence of a variational code from its prior"; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  std::string_view term() const override { return "kl"; }
  InputCount inputs() const override { return {2, 2}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "beta", .type = AttributeType::number},
                                                  {.name = "warmup", .type = AttributeType::number},
                                                  {.name = "capacity", .type = AttributeType::number},
                                                  {.name = "output_numbers", .type = AttributeType::integer}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<KlKernel>(request);
  }
};

}  // namespace

const Operator& kl_operator() {
  static const Kl op;
  return op;
}

}  // namespace cae

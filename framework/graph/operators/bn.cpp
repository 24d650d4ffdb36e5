// Batch normalisation (Ioffe and Szegedy, 2015): y = gamma * (x - mean) / sqrt(var + eps) + beta, per channel
// over the batch and all pixels. Biased variance, also in the moving variance; moving = momentum * moving +
// (1 - momentum) * batch, as Keras.
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Training runs in two phases each way, since the statistics need the whole batch.
class BatchNormKernel final : public Kernel {
 public:
  explicit BatchNormKernel(const KernelRequest& request)
      : shape_(request.node.shape),
        channels_(size_of(request.node.shape.channels)),
        slices_(size_of(request.slices)),
        training_(request.training),
        momentum_(request.node.attributes.number("momentum")),
        eps_(request.node.attributes.number("eps")),
        has_scale_(request.node.attributes.flag("scale")),
        has_shift_(request.node.attributes.flag("shift")) {}

  KernelNeeds needs() const override {
    return {.input_in_backward = true,
            .workspace = 5 * carved<float>(channels_) + carved<double>(channels_) +
                         2 * carved<double>(slices_ * channels_),
            .forward_phases = training_ ? 2 : 1,
            .backward_phases = 2,
            .gradient_partials = std::vector<std::size_t>(size_of(has_scale_) + size_of(has_shift_) + 2, 0)};
  }

  void bind(const Binding& binding) override {
    std::size_t next = 0;
    gamma_ = has_scale_ ? binding.parameters[next] : nullptr;
    gamma_gradient_ = has_scale_ ? binding.gradients[next++] : nullptr;
    beta_ = has_shift_ ? binding.parameters[next] : nullptr;
    beta_gradient_ = has_shift_ ? binding.gradients[next++] : nullptr;
    moving_mean_ = binding.parameters[next];
    moving_var_ = binding.parameters[next + 1];
    std::byte* region = binding.workspace;
    mean_ = carve<float>(region, channels_);
    scale_ = carve<float>(region, channels_);
    shift_ = carve<float>(region, channels_);
    slope_ = carve<float>(region, channels_);
    gradient_mean_ = carve<float>(region, channels_);
    inverse_ = carve<double>(region, channels_);
    sums_ = carve<double>(region, slices_ * channels_);
    products_ = carve<double>(region, slices_ * channels_);
  }

  void prepare(const StepContext& context) override {
    used_slices_ = size_of(context.slices);
    rows_ = static_cast<double>(context.count) * static_cast<double>(shape_.height * shape_.width);
    if (training_) return;
    for (std::size_t c = 0; c < channels_; ++c) set_affine(c, moving_mean_[c], moving_var_[c]);
  }

  void forward(int phase, const Slice& slice) override {
    const std::size_t rows = size_of(slice.count) * size_of(shape_.height * shape_.width);
    if (training_ && phase == 0) {
      const std::size_t at = size_of(slice.index) * channels_;
      vector_kernels().moments(slice.inputs[0], rows, channels_, sums_ + at, products_ + at);
    } else {
      vector_kernels().normalise(slice.inputs[0], mean_, scale_, shift_, slice.output, rows, channels_);
    }
  }

  void after_forward(int) override {
    for (std::size_t c = 0; c < channels_; ++c) {
      const auto [sum, square] = totals(c);
      const double mean = sum / rows_;
      const double variance = std::max(square / rows_ - mean * mean, 0.0);
      set_affine(c, mean, variance);
      moving_mean_[c] = static_cast<float>(momentum_ * moving_mean_[c] + (1 - momentum_) * mean);
      moving_var_[c] = static_cast<float>(momentum_ * moving_var_[c] + (1 - momentum_) * variance);
    }
  }

  void backward(int phase, const Slice& slice) override {
    const std::size_t rows = size_of(slice.count) * size_of(shape_.height * shape_.width);
    if (phase == 0) {
      const std::size_t at = size_of(slice.index) * channels_;
      vector_kernels().gradient_moments(slice.inputs[0], slice.output_gradient, mean_, rows, channels_,
                                        sums_ + at, products_ + at);
    } else if (slice.input_gradients[0] != nullptr) {
      vector_kernels().normalise_gradient(slice.inputs[0], slice.output_gradient, mean_, gradient_mean_,
                                          scale_, slope_, slice.input_gradients[0], rows, channels_);
    }
  }

  // dx = gamma * inverse * (dy - mean(dy) - xhat * mean(dy * xhat)), and without the two means where the
  // statistics are constants.
  void after_backward(int) override {
    for (std::size_t c = 0; c < channels_; ++c) {
      const auto [sum, product] = totals(c);
      if (gamma_gradient_ != nullptr) gamma_gradient_[c] = static_cast<float>(product * inverse_[c]);
      if (beta_gradient_ != nullptr) beta_gradient_[c] = static_cast<float>(sum);
      const double gain = (gamma_ != nullptr ? gamma_[c] : 1.0) * inverse_[c];
      slope_[c] = training_ ? static_cast<float>(-gain * inverse_[c] * inverse_[c] * product / rows_) : 0.0F;
      gradient_mean_[c] = training_ ? static_cast<float>(sum / rows_) : 0.0F;
    }
  }

 private:
  struct Totals {
    double sum;
    double product;
  };
  // In slice order, so that the bits do not depend on which thread was first.
  Totals totals(std::size_t channel) const {
    Totals totals{0.0, 0.0};
    for (std::size_t s = 0; s < used_slices_; ++s) {
      totals.sum += sums_[s * channels_ + channel];
      totals.product += products_[s * channels_ + channel];
    }
    return totals;
  }

  void set_affine(std::size_t c, double mean, double variance) {
    inverse_[c] = 1.0 / std::sqrt(variance + eps_);
    const double gain = (gamma_ != nullptr ? gamma_[c] : 1.0) * inverse_[c];
    mean_[c] = static_cast<float>(mean);
    scale_[c] = static_cast<float>(gain);
    shift_[c] = beta_ != nullptr ? beta_[c] : 0.0F;
  }

  Shape shape_;
  std::size_t channels_;
  std::size_t slices_;
  bool training_;
  double momentum_;
  double eps_;
  bool has_scale_;
  bool has_shift_;

  float* gamma_ = nullptr;
  float* gamma_gradient_ = nullptr;
  float* beta_ = nullptr;
  float* beta_gradient_ = nullptr;
  float* moving_mean_ = nullptr;
  float* moving_var_ = nullptr;
  float* mean_ = nullptr;
  float* scale_ = nullptr;  // y = (x - mean) * scale + shift
  float* shift_ = nullptr;
  float* slope_ = nullptr;  // dx = scale * (dy - gradient_mean) + slope * (x - mean)
  float* gradient_mean_ = nullptr;
  double* inverse_ = nullptr;  // 1 / sqrt(var + eps)
  double* sums_ = nullptr;     // of each slice and channel
  double* products_ = nullptr;
  std::size_t used_slices_ = 0;
  double rows_ = 1;
};

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
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<BatchNormKernel>(request);
  }
};

}  // namespace

const Operator& bn_operator() {
  static const BatchNorm op;
  return op;
}

}  // namespace cae

#include "framework/graph/rules/batch_statistics.h"

#include <cmath>
#include <limits>

#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/batch_norm_loops.h"

namespace cae {

const std::vector<AttributeSpec>& batch_norm_attributes() {
  static const std::vector<AttributeSpec> specs = [] {
    std::vector<AttributeSpec> all{{.name = "momentum",
                                    .type = AttributeType::number,
                                    .default_value = 0.99,
                                    .minimum = 0,
                                    .maximum = 1,
                                    .help = "what the moving statistics keep at each step"}};
    for (AttributeSpec& spec : normalisation_attributes()) all.push_back(std::move(spec));
    return all;
  }();
  return specs;
}

std::vector<ParameterSpec> batch_norm_parameters(const Attributes& attributes, std::int64_t channels) {
  std::vector<ParameterSpec> specs = normalisation_parameters(attributes, channels);
  specs.push_back({.name = "mean", .dimensions = {channels}, .init = "zeros", .trainable = false});
  specs.push_back({.name = "var", .dimensions = {channels}, .init = "ones", .trainable = false});
  return specs;
}

BatchStatistics::BatchStatistics(const KernelRequest& request)
    : images_(size_of(request.slice)),
      pixels_(size_of(request.inputs[0].height * request.inputs[0].width)),
      channels_(size_of(request.inputs[0].channels)),
      training_(request.training),
      momentum_(request.node.attributes.number("momentum")),
      eps_(request.node.attributes.number("eps")),
      has_scale_(request.node.attributes.boolean("scale")),
      has_shift_(request.node.attributes.boolean("shift")),
      floor_(request.node.fusion.relu_gradient_of_input ? 0.0F : -std::numeric_limits<float>::infinity()) {}

// Scratch is that of add_by_image.
KernelNeeds BatchStatistics::needs() const {
  const std::vector<std::size_t> sums{2 * channels_};
  return {.input_in_backward = true,
          .scratch = carved<double>(images_ * 2 * channels_),
          .workspace = 5 * carved<float>(channels_) + carved<double>(channels_),
          .by_image = true,
          .forward_phases = training_ ? 2 : 1,
          .backward_phases = 2,
          .forward_sums = training_ ? sums : std::vector<std::size_t>(),
          .backward_sums = sums,
          .gradient_partials = std::vector<std::size_t>(parameters(), 0)};
}

std::size_t BatchStatistics::parameters() const {
  return size_of(has_scale_) + size_of(has_shift_) + 2;
}

void BatchStatistics::bind(const Binding& binding, std::byte*& region) {
  std::size_t next = 0;
  gamma_ = has_scale_ ? binding.parameters[next] : nullptr;
  gamma_gradient_ = has_scale_ ? binding.gradients[next++] : nullptr;
  beta_ = has_shift_ ? binding.parameters[next] : nullptr;
  beta_gradient_ = has_shift_ ? binding.gradients[next++] : nullptr;
  moving_mean_ = binding.parameters[next];
  moving_var_ = binding.parameters[next + 1];
  mean_ = carve<float>(region, channels_);
  scale_ = carve<float>(region, channels_);
  shift_ = carve<float>(region, channels_);
  slope_ = carve<float>(region, channels_);
  gradient_mean_ = carve<float>(region, channels_);
  inverse_ = carve<double>(region, channels_);
}

void BatchStatistics::prepare(const StepContext& context) {
  rows_ = static_cast<double>(context.images) * static_cast<double>(pixels_);
  if (training_) return;
  for (std::size_t c = 0; c < channels_; ++c) set_affine(c, moving_mean_[c], moving_var_[c]);
}

void BatchStatistics::collect(const Slice& slice, int first_image, int images) {
  const std::size_t elements = pixels_ * channels_;
  const float* x = slice.inputs[0] + size_of(first_image) * elements;
  add_by_image(slice, images, size_of(images) * elements,
               [&](std::size_t image, std::size_t begin, std::size_t end, double* sums, double* squares) {
                 batch_norm_loops().moments(x + image * elements + begin, channels_, pixels_, end - begin,
                                            sums + begin, squares + begin);
               });
}

void BatchStatistics::finish_forward(std::span<const double> totals) {
  for (std::size_t c = 0; c < channels_; ++c) {
    const double mean = totals[c] / rows_;
    const double variance = std::max(totals[channels_ + c] / rows_ - mean * mean, 0.0);
    set_affine(c, mean, variance);
    moving_mean_[c] = static_cast<float>(momentum_ * moving_mean_[c] + (1 - momentum_) * mean);
    moving_var_[c] = static_cast<float>(momentum_ * moving_var_[c] + (1 - momentum_) * variance);
  }
}

void BatchStatistics::finish_backward(std::span<const double> totals) {
  for (std::size_t c = 0; c < channels_; ++c) finish_backward(c, totals[c], totals[channels_ + c]);
}

// dx = gamma * inverse * (dy - mean(dy) - xhat * mean(dy * xhat)), and without the two means where the
// statistics are constants.
void BatchStatistics::finish_backward(std::size_t c, double sum, double product) {
  if (gamma_gradient_ != nullptr) gamma_gradient_[c] = static_cast<float>(product * inverse_[c]);
  if (beta_gradient_ != nullptr) beta_gradient_[c] = static_cast<float>(sum);
  const double gain = gamma(c) * inverse_[c];
  slope_[c] = training_ ? static_cast<float>(-gain * inverse_[c] * inverse_[c] * product / rows_) : 0.0F;
  gradient_mean_[c] = training_ ? static_cast<float>(sum / rows_) : 0.0F;
}

void BatchStatistics::set_affine(std::size_t c, double mean, double variance) {
  inverse_[c] = 1.0 / std::sqrt(variance + eps_);
  const double gain = gamma(c) * inverse_[c];
  mean_[c] = static_cast<float>(mean);
  scale_[c] = static_cast<float>(gain);
  shift_[c] = beta_ != nullptr ? beta_[c] : 0.0F;
}

}  // namespace cae

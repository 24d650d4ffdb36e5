// Shared by batch norm and the operators fused with it: the moments of a batch, the values for each channel
// computed from them, and the gradients of gamma and beta.
#pragma once

#include "framework/graph/kernel.h"
#include "framework/graph/operator.h"
#include "framework/primitives/shares.h"

namespace cae {

// momentum, eps, scale, shift.
const std::vector<AttributeSpec>& batch_norm_attributes();
// gamma and beta where they are learned, mean, var.
std::vector<ParameterSpec> batch_norm_parameters(const Attributes& attributes, std::int64_t channels);

// y = (x - mean) * scale + shift and dx = scale * (dy - gradient_mean) + slope * (x - mean), per channel of
// the node's input. In training its kernel has two phases each way, the first of which collects sums;
// otherwise the statistics are the moving ones, and forward has one phase.
class BatchStatistics {
 public:
  explicit BatchStatistics(const KernelRequest& request);

  // To which the kernel adds what it needs itself. Phase 0 sums for each channel x and x * x forward, and dy
  // and dy * (x - mean) backward.
  KernelNeeds needs() const;
  std::size_t parameters() const;  // gamma and beta where they are learned, mean, var: the node's first
  bool collects(int forward_phase) const { return training_ && forward_phase == 0; }

  void bind(const Binding& binding, std::byte*& region);
  void prepare(const StepContext& context);

  // Forward, phase 0, of each slice: all its images at once, or some of them; then once.
  void collect(const Slice& slice) { collect(slice, 0, slice.count); }
  void collect(const Slice& slice, int first_image, int images);
  void finish_forward(std::span<const double> totals);

  // Backward, after phase 0, once: with the sums of dy and of dy * (x - mean).
  void finish_backward(std::span<const double> totals);
  // Calls f(image, first channel, end, sums, products) for shares of the images and their channels, of so
  // many numbers, and adds what it adds to the image's own sums to those of the slice, image by image.
  template <class F>
  void add_by_image(const Slice& slice, int images, std::size_t numbers, F f) const {
    constexpr std::size_t step = 32;  // channels that are summed at once
    auto* sums = reinterpret_cast<double*>(slice.scratch);
    const std::size_t stride = 2 * channels_;
    std::fill_n(sums, static_cast<std::size_t>(images) * stride, 0.0);
    const std::size_t blocks = (channels_ + step - 1) / step;
    const std::size_t parts = static_cast<std::size_t>(images) * blocks;
    in_ranges(parts, 1, shares_of_numbers(numbers), [&](std::size_t part, std::size_t end) {
      while (part < end) {
        const std::size_t image = part / blocks;
        const std::size_t next = std::min((image + 1) * blocks, end);
        double* own = sums + image * stride;
        f(image, part % blocks * step, std::min((next - image * blocks) * step, channels_), own,
          own + channels_);
        part = next;
      }
    });
    for (int image = 0; image < images; ++image) {
      const double* own = sums + static_cast<std::size_t>(image) * stride;
      for (std::size_t i = 0; i < stride; ++i) slice.sums[i] += own[i];
    }
  }
  // f(first channel, end) for shares of the channels of that many pixels.
  template <class F>
  void in_column_ranges(std::size_t rows, F f) const {
    constexpr std::size_t step = 32;  // two vectors of numbers
    in_ranges(channels_, step, shares_of_numbers(rows * channels_), f);
  }
  // f(first pixel, end) for shares of that many pixels, of which each is read and written `times` times.
  template <class F>
  void in_row_ranges(std::size_t rows, std::size_t times, F f) const {
    in_ranges(rows, 1, shares_of_numbers(times * rows * channels_), f);
  }
  // The same for one channel, from a kernel's own sums.
  void finish_backward(std::size_t channel, double sum, double product);

  float gamma(std::size_t channel) const { return gamma_ != nullptr ? gamma_[channel] : 1.0F; }
  const float* mean() const { return mean_; }
  const float* scale() const { return scale_; }
  const float* shift() const { return shift_; }
  const float* gradient_mean() const { return gradient_mean_; }
  const float* slope() const { return slope_; }
  // Where x is not above it, dx is 0: 0 where this node applies the derivative of its input's relu
  // (Fusion::relu_gradient_of_input), else minus infinity.
  float floor() const { return floor_; }

 private:
  void set_affine(std::size_t channel, double mean, double variance);

  std::size_t images_;  // of a slice, at most
  std::size_t pixels_;  // of an image
  std::size_t channels_;
  bool training_;
  double momentum_;
  double eps_;
  bool has_scale_;
  bool has_shift_;
  float floor_;

  float* gamma_ = nullptr;
  float* gamma_gradient_ = nullptr;
  float* beta_ = nullptr;
  float* beta_gradient_ = nullptr;
  float* moving_mean_ = nullptr;
  float* moving_var_ = nullptr;
  float* mean_ = nullptr;
  float* scale_ = nullptr;
  float* shift_ = nullptr;
  float* slope_ = nullptr;
  float* gradient_mean_ = nullptr;
  double* inverse_ = nullptr;  // 1 / sqrt(var + eps)
  double rows_ = 1;            // of the whole step
};

}  // namespace cae

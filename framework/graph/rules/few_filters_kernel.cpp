#include "framework/graph/rules/few_filters_kernel.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/padded_image.h"
#include "framework/primitives/narrow_convolution.h"

namespace cae {
namespace {

using Geometry = onednn::ConvolutionGeometry;

// Rows that the windows of `output` places cover.
std::int64_t reach(std::int64_t output, std::int64_t kernel, std::int64_t dilation) {
  return output + (kernel - 1) * dilation;
}

// X with its padding.
PaddedImage padded_input(const Geometry& g) {
  return PaddedImage({.height = reach(g.out_height, g.kernel_height, g.dilation_height),
                      .width = reach(g.out_width, g.kernel_width, g.dilation_width),
                      .top = g.pad_top,
                      .left = g.pad_left,
                      .image_height = g.in_height,
                      .image_width = g.in_width,
                      .channels = g.in_channels});
}

// dY with zeros around it, so that each pixel of X finds the outputs that it is part of: at row i lies the
// first of them, that of the kernel's last row.
PaddedImage padded_gradient(const Geometry& g) {
  return PaddedImage({.height = reach(g.in_height, g.kernel_height, g.dilation_height),
                      .width = reach(g.in_width, g.kernel_width, g.dilation_width),
                      .top = (g.kernel_height - 1) * g.dilation_height - g.pad_top,
                      .left = (g.kernel_width - 1) * g.dilation_width - g.pad_left,
                      .image_height = g.out_height,
                      .image_width = g.out_width,
                      .channels = g.out_channels});
}

class FewFiltersKernel final : public Kernel {
 public:
  FewFiltersKernel(const KernelRequest& request, const Geometry& geometry)
      : geometry_(geometry),
        gradients_(request.gradients),
        input_gradient_(request.gradients && request.input_gradient),
        has_bias_(request.node.attributes.boolean("bias")),
        channels_(size_of(geometry.in_channels)),
        filters_(size_of(geometry.out_channels)),
        taps_(size_of(geometry.kernel_height * geometry.kernel_width)),
        input_(padded_input(geometry)),
        gradient_(padded_gradient(geometry)) {
    const Fusion& fusion = request.node.fusion;
    if (!fusion.activation.is_linear()) activation_.emplace(fusion.activation);
    applies_gradient_ = activation_ && !fusion.activation_gradient_by_reader;
    list_window_rows();
    list_gradient_taps();
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .output_in_backward = applies_gradient_, .by_image = true};
    needs.scratch = carved<float>(std::max(input_.floats(), gradient_.floats()));
    needs.workspace = (input_gradient_ ? 2 : 1) * carved<float>(weights());
    needs.gradient_partials = {gradients_ ? weights() : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  ProductOperations products() const override {
    const auto each = 2.0 * static_cast<double>(weights());
    const auto places = static_cast<double>(geometry_.out_height * geometry_.out_width);
    const auto pixels = static_cast<double>(geometry_.in_height * geometry_.in_width);
    return {each * places, each * pixels, each * pixels};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, weights());
    if (input_gradient_) turned_ = carve<float>(region, weights());
  }

  void pack_weights() override {
    for_each_weight([&](std::size_t oihw, std::size_t filter, std::size_t channel, std::size_t tap) {
      weights_[(filter * taps_ + tap) * channels_ + channel] = parameters_[0][oihw];
      if (input_gradient_) turned_[turned_place(filter, channel, tap)] = parameters_[0][oihw];
    });
  }

  void forward(int, const Slice& slice) override {
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    const std::size_t columns = size_of(geometry_.out_width);
    std::byte* region = slice.scratch;
    auto* padded = carve<float>(region, input_.floats());
    input_.clear(padded);
    float* y = slice.output;
    for (int image = 0; image < slice.count; ++image) {
      input_.copy(slice.inputs[0] + size_of(image) * input_.image_floats(), padded);
      for (std::int64_t row = 0; row < geometry_.out_height; ++row, y += columns * filters_) {
        narrow_convolution().few_filters(padded + input_.offset(row, 0), window(), weights_, bias, columns,
                                         filters_, y);
        if (activation_) activation_->apply(y, y, columns * filters_);
      }
    }
  }

  void backward(int, const Slice& slice) override {
    float* weights_gradient = slice.gradient_partials[0];
    float* bias_gradient = has_bias_ ? slice.gradient_partials[1] : nullptr;
    if (!slice.continues) {
      std::fill_n(weights_gradient, weights(), 0.0F);
      if (has_bias_) std::fill_n(bias_gradient, filters_, 0.0F);
    }
    std::byte* region = slice.scratch;
    auto* padded = carve<float>(region, gradient_.floats());
    gradient_.clear(padded);
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      const float* dy = gradient_before_activation(slice, image);
      if (has_bias_) add_to_bias(dy, bias_gradient);
      gradient_.copy(dy, padded);
      spread_image(slice, image, padded, weights_gradient);
    }
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    for_each_weight([&](std::size_t oihw, std::size_t filter, std::size_t channel, std::size_t tap) {
      gradient[oihw] = sum[turned_place(filter, channel, tap)];
    });
  }

 private:
  // The taps of a kernel row are neighbours where nothing lies between them.
  void list_window_rows() {
    const bool joined = geometry_.dilation_width == 1;
    const std::int64_t parts = joined ? 1 : geometry_.kernel_width;
    row_length_ = channels_ * size_of(joined ? geometry_.kernel_width : 1);
    for (std::int64_t u = 0; u < geometry_.kernel_height; ++u) {
      for (std::int64_t v = 0; v < parts; ++v)
        window_rows_.push_back(input_.offset(u * geometry_.dilation_height, v * geometry_.dilation_width));
    }
  }

  // Of each tap and filter, the kernel turned round.
  void list_gradient_taps() {
    for (std::int64_t u = 0; u < geometry_.kernel_height; ++u) {
      for (std::int64_t v = 0; v < geometry_.kernel_width; ++v) {
        const std::size_t pixel =
            gradient_.offset(u * geometry_.dilation_height, v * geometry_.dilation_width);
        for (std::size_t f = 0; f < filters_; ++f) gradient_taps_.push_back(pixel + f);
      }
    }
  }

  std::size_t weights() const { return taps_ * channels_ * filters_; }
  // In [kh, kw, O, C], the kernel turned round.
  std::size_t turned_place(std::size_t filter, std::size_t channel, std::size_t tap) const {
    return ((taps_ - 1 - tap) * filters_ + filter) * channels_ + channel;
  }
  WindowRows window() const { return {window_rows_.data(), window_rows_.size(), row_length_, channels_}; }
  NarrowTaps gradient_taps() const { return {gradient_taps_.data(), gradient_taps_.size(), filters_}; }

  // In place: from here on it is the gradient before the activation.
  const float* gradient_before_activation(const Slice& slice, std::size_t image) const {
    const std::size_t count = gradient_.image_floats(), at = image * count;
    float* dy = slice.output_gradient + at;
    if (applies_gradient_) activation_->gradient(slice.output + at, dy, dy, count);
    return dy;
  }

  void add_to_bias(const float* dy, float* bias) const {
    for (std::size_t i = 0; i < gradient_.image_floats(); i += filters_) {
      for (std::size_t f = 0; f < filters_; ++f) bias[f] += dy[i + f];
    }
  }

  // The gradients of one image and of the weights, from dY with its zeros.
  void spread_image(const Slice& slice, std::size_t image, const float* padded,
                    float* weights_gradient) const {
    const std::size_t columns = size_of(geometry_.in_width), row_floats = columns * channels_;
    const float* x = slice.inputs[0] + image * input_.image_floats();
    float* dx = slice.input_gradients[0];
    if (dx != nullptr) dx += image * input_.image_floats();
    for (std::int64_t row = 0; row < geometry_.in_height; ++row) {
      const float* dy = padded + gradient_.offset(row, 0);
      const std::size_t at = size_of(row) * row_floats;
      narrow_convolution().add_gradients(dy, gradient_taps(), x + at, columns, channels_, weights_gradient,
                                         nullptr);
      if (dx != nullptr)
        narrow_convolution().forward(dy, gradient_taps(), turned_, nullptr, columns, channels_, dx + at);
    }
  }

  // f(place in OIHW, filter, channel, tap).
  template <class F>
  void for_each_weight(F f) const {
    for (std::size_t o = 0; o < filters_; ++o) {
      for (std::size_t c = 0; c < channels_; ++c) {
        for (std::size_t tap = 0; tap < taps_; ++tap) f((o * channels_ + c) * taps_ + tap, o, c, tap);
      }
    }
  }

  Geometry geometry_;
  bool gradients_;
  bool input_gradient_;
  bool has_bias_;
  std::size_t channels_;
  std::size_t filters_;
  std::size_t taps_;  // of the kernel
  PaddedImage input_;
  PaddedImage gradient_;
  std::optional<ActivationFunction> activation_;
  bool applies_gradient_ = false;         // of the activation; else the reader of the output does
  std::vector<std::size_t> window_rows_;  // offsets in input_
  std::size_t row_length_ = 0;
  std::vector<std::size_t> gradient_taps_;  // offsets in gradient_, [kh, kw, O]
  std::vector<float*> parameters_;
  float* weights_ = nullptr;  // [O, kh, kw, C]
  float* turned_ = nullptr;   // [kh, kw, O, C], the kernel turned round
};

}  // namespace

bool has_few_filters(const Geometry& geometry) {
  constexpr std::int64_t most_filters = 4;
  return geometry.out_channels <= most_filters && geometry.groups == 1 && geometry.stride_height == 1 &&
         geometry.stride_width == 1;
}

std::unique_ptr<Kernel> make_few_filters_kernel(const KernelRequest& request, const Geometry& geometry) {
  return std::make_unique<FewFiltersKernel>(request, geometry);
}

}  // namespace cae

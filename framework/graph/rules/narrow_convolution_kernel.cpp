#include "framework/graph/rules/narrow_convolution_kernel.h"

#include <optional>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/padded_image.h"
#include "framework/primitives/narrow_convolution.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

using Geometry = onednn::ConvolutionGeometry;

constexpr std::size_t filter_step = 16;
constexpr std::size_t taps_together = 9;  // as the loop takes them

class NarrowConvolutionKernel final : public Kernel {
 public:
  NarrowConvolutionKernel(const KernelRequest& request, const Geometry& geometry)
      : geometry_(geometry),
        gradients_(request.gradients),
        has_bias_(request.node.attributes.boolean("bias")),
        images_(size_of(request.slice)),
        channels_(size_of(geometry.in_channels)),
        filters_(size_of(geometry.out_channels)),
        area_(size_of(geometry.kernel_height * geometry.kernel_width)),
        padded_({.height = reach(geometry.out_height, geometry.stride_height, geometry.kernel_height,
                                 geometry.dilation_height),
                 .width = reach(geometry.out_width, geometry.stride_width, geometry.kernel_width,
                                geometry.dilation_width),
                 .top = geometry.pad_top,
                 .left = geometry.pad_left,
                 .image_height = geometry.in_height,
                 .image_width = geometry.in_width,
                 .channels = geometry.in_channels}) {
    const Fusion& fusion = request.node.fusion;
    if (!fusion.activation.is_linear()) activation_.emplace(fusion.activation);
    applies_gradient_ = activation_ && !fusion.activation_gradient_by_reader;
    for (std::int64_t u = 0; u < geometry.kernel_height; ++u) {
      for (std::int64_t v = 0; v < geometry.kernel_width; ++v) {
        const std::size_t pixel = padded_.offset(u * geometry.dilation_height, v * geometry.dilation_width);
        for (std::size_t c = 0; c < channels_; ++c) offsets_.push_back(pixel + c);
      }
    }
  }

  // Scratch: the images of a slice with their padding.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .output_in_backward = applies_gradient_, .by_image = true};
    needs.scratch = carved<float>(images_ * padded_.floats());
    needs.workspace = carved<float>(weights());
    needs.gradient_partials = {gradients_ ? weights() : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(geometry_.out_height * geometry_.out_width) *
                        static_cast<double>(weights());
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, weights());
  }

  void pack_weights() override {
    for_each_weight([&](std::size_t oihw, std::size_t packed) { weights_[packed] = parameters_[0][oihw]; });
  }

  void forward(int, const Slice& slice) override {
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    const float* padded = pad(slice);
    const std::size_t rows = size_of(slice.count * geometry_.out_height);
    in_ranges(rows, 1, shares_of_numbers(2 * rows * row_elements()), [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) {
        float* y = slice.output + row * row_elements();
        narrow_convolution().forward(window(padded, row), taps(), weights_, bias, columns(), filters_, y);
        if (activation_) activation_->apply(y, y, row_elements());
      }
    });
  }

  void backward(int, const Slice& slice) override {
    float* weights_gradient = slice.gradient_partials[0];
    float* bias_gradient = has_bias_ ? slice.gradient_partials[1] : nullptr;
    if (!slice.continues) {
      std::fill_n(weights_gradient, weights(), 0.0F);
      if (has_bias_) std::fill_n(bias_gradient, filters_, 0.0F);
    }
    const float* padded = pad(slice);
    const std::size_t rows = size_of(slice.count * geometry_.out_height);
    // Of some taps and filters, of a row's pixels.
    const auto add = [&](std::size_t row, std::size_t tap, std::size_t end_tap, std::size_t begin,
                         std::size_t end) {
      NarrowTaps some = taps();
      some.offsets += tap;
      some.count = end_tap - tap;
      narrow_convolution().add_gradients(window(padded, row), some,
                                         slice.output_gradient + row * row_elements() + begin, columns(),
                                         end - begin, filters_, weights_gradient + tap * filters_ + begin,
                                         has_bias_ && tap == 0 ? bias_gradient + begin : nullptr);
    };
    const auto apply_activation = [&](std::size_t row) {
      float* dy = slice.output_gradient + row * row_elements();
      if (applies_gradient_)
        activation_->gradient(slice.output + row * row_elements(), dy, dy, row_elements());
    };
    const std::size_t numbers = rows * row_elements();
    if (share_runner() == nullptr) {
      for (std::size_t row = 0; row < rows; ++row) {
        apply_activation(row);
        add(row, 0, offsets_.size(), 0, filters_);
      }
      return;
    }
    if (applies_gradient_) {
      in_ranges(rows, 1, shares_of_numbers(3 * numbers), [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) apply_activation(row);
      });
    }
    // Every group of taps reads all gradients.
    const std::size_t groups = (offsets_.size() + taps_together - 1) / taps_together;
    const std::size_t blocks = (filters_ + filter_step - 1) / filter_step;
    in_ranges(groups * blocks, 1, shares_of_numbers(groups * numbers),
              [&](std::size_t begin, std::size_t end) {
                for (std::size_t part = begin; part < end; ++part) {
                  const std::size_t tap = part / blocks * taps_together;
                  const std::size_t filter = part % blocks * filter_step;
                  for (std::size_t row = 0; row < rows; ++row)
                    add(row, tap, std::min(tap + taps_together, offsets_.size()), filter,
                        std::min(filter + filter_step, filters_));
                }
              });
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    for_each_weight([&](std::size_t oihw, std::size_t packed) { gradient[oihw] = sum[packed]; });
  }

 private:
  // Rows (or columns) that the windows cover.
  static std::int64_t reach(std::int64_t output, std::int64_t stride, std::int64_t kernel,
                            std::int64_t dilation) {
    return (output - 1) * stride + (kernel - 1) * dilation + 1;
  }

  std::size_t weights() const { return offsets_.size() * filters_; }
  std::size_t columns() const { return size_of(geometry_.out_width); }
  NarrowTaps taps() const {
    return {offsets_.data(), offsets_.size(), size_of(geometry_.stride_width) * channels_};
  }

  std::size_t row_elements() const { return columns() * filters_; }

  // The slice's images with their padding.
  const float* pad(const Slice& slice) const {
    std::byte* region = slice.scratch;
    auto* padded = carve<float>(region, images_ * padded_.floats());
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      padded_.clear(padded + image * padded_.floats());
      padded_.copy(slice.inputs[0] + image * padded_.image_floats(), padded + image * padded_.floats());
    }
    return padded;
  }
  // Where the first window of a row of outputs begins, the rows of all images counted together.
  const float* window(const float* padded, std::size_t row) const {
    const std::size_t height = size_of(geometry_.out_height);
    return padded + row / height * padded_.floats() +
           padded_.offset(static_cast<std::int64_t>(row % height) * geometry_.stride_height, 0);
  }

  // f(place in OIHW, place in [kh, kw, C, O]).
  template <class F>
  void for_each_weight(F f) const {
    for (std::size_t o = 0; o < filters_; ++o) {
      for (std::size_t c = 0; c < channels_; ++c) {
        for (std::size_t tap = 0; tap < area_; ++tap)
          f((o * channels_ + c) * area_ + tap, (tap * channels_ + c) * filters_ + o);
      }
    }
  }

  Geometry geometry_;
  bool gradients_;
  bool has_bias_;
  std::size_t images_;  // of a slice
  std::size_t channels_;
  std::size_t filters_;
  std::size_t area_;    // of the kernel
  PaddedImage padded_;  // what the windows cover
  std::optional<ActivationFunction> activation_;
  bool applies_gradient_ = false;     // of the activation; else the reader of the output does
  std::vector<std::size_t> offsets_;  // of the taps, [kh, kw, C]
  std::vector<float*> parameters_;
  float* weights_ = nullptr;  // [kh, kw, C, O]
};

// With more channels a direct convolution shares more loads than this one.
constexpr std::int64_t most_channels = 4;
constexpr std::int64_t most_taps = 36;

}  // namespace

bool is_narrow_convolution(const KernelRequest& request, const Geometry& geometry) {
  const std::int64_t taps = geometry.kernel_height * geometry.kernel_width * geometry.in_channels;
  const bool wanted = request.gradients && request.input_gradient;
  return !wanted && geometry.groups == 1 && geometry.in_channels <= most_channels && taps <= most_taps;
}

std::unique_ptr<Kernel> make_narrow_convolution_kernel(const KernelRequest& request,
                                                       const Geometry& geometry) {
  return std::make_unique<NarrowConvolutionKernel>(request, geometry);
}

}  // namespace cae

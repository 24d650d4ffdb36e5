#include "framework/graph/rules/tap_product_kernel.h"

#include <algorithm>
#include <optional>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/row_products.h"

namespace cae {
namespace {

// Products of so many bytes stay in a core's cache from the matrix product to the sums.
constexpr std::size_t cached_bytes = 512 * 1024;

class TapProductKernel final : public Kernel {
 public:
  TapProductKernel(const KernelRequest& request, const TapAxis& rows, const TapAxis& columns,
                   TapWeights order)
      : out_(request.node.shape),
        channels_(size_of(request.inputs[0].channels)),
        pixels_(size_of(request.inputs[0].height * request.inputs[0].width)),
        area_(rows.taps * columns.taps),
        kernel_width_(columns.taps),
        order_(order),
        gradients_(request.gradients),
        input_gradient_(request.gradients && request.input_gradient),
        has_bias_(request.node.attributes.flag("bias")),
        sums_(rows, columns, size_of(request.node.shape.channels)) {
    const Attributes& attributes = request.node.attributes;
    if (attributes.has("fused")) activation_ = activation_function(attributes.activation("fused"));
    gradient_taken_ = attributes.has("gradient_taken");
    images_at_once_ =
        std::clamp<std::size_t>(cached_bytes / carved<float>(sums_.products()), 1, size_of(request.slice));
    products_.emplace(RowProducts::Form{
        .in = channels_,
        .out = sums_.taps(),
        .rows = images_at_once_ * pixels_,
        .gradients = gradients_,
        .input_gradient = input_gradient_,
        .precision = product_precision(request, request.inputs[0].channels, out_.channels)});
    for (std::size_t images = 1; images < images_at_once_; ++images) products_->reserve(images * pixels_);
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .output_in_backward = activation_ && !gradient_taken_};
    needs.scratch = carved<float>(images_at_once_ * sums_.products()) + carved<float>(sums_.row_sums()) +
                    products_->scratch_bytes();
    needs.workspace = products_->workspace_bytes();
    needs.gradient_partials = {gradients_ ? weights() : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters() : 0);
    return needs;
  }

  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(pixels_ * sums_.taps() * channels_);
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    products_->bind(region);
  }

  void pack_weights() override {
    float* weights = products_->weights();                // [C, kw, kh, O]
    float* transposed = products_->transposed_weights();  // [kw, kh, O, C]
    for_each_weight([&](std::size_t place, std::size_t channel, std::size_t tap) {
      weights[channel * sums_.taps() + tap] = parameters_[0][place];
      if (transposed != nullptr) transposed[tap * channels_ + channel] = parameters_[0][place];
    });
    products_->pack();
  }

  void forward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      products_->forward(count * pixels_, input(slice, first), scratch.products, scratch.rest);
      for (std::size_t image = 0; image < count; ++image) {
        finish_image(scratch.products + image * sums_.products(), scratch.row_sums,
                     slice.output + (first + image) * elements_of(out_));
      }
    });
  }

  void backward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    if (has_bias_) std::fill_n(slice.gradient_partials[1], filters(), 0.0F);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      for (std::size_t image = 0; image < count; ++image) {
        const float* dy = gradient_before_activation(slice, first + image);
        float* products = scratch.products + image * sums_.products();
        sums_.spread(dy, scratch.row_sums, products);
        if (has_bias_) sums_.add_bias_gradient(dy, products, scratch.row_sums, slice.gradient_partials[1]);
      }
      float* dx = slice.input_gradients[0];
      if (dx != nullptr) dx += first * pixels_ * channels_;
      products_->backward(count * pixels_, input(slice, first), scratch.products, first != 0,
                          slice.gradient_partials[0], dx, scratch.rest);
    });
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters(), gradient);
      return;
    }
    for_each_weight([&](std::size_t place, std::size_t channel, std::size_t tap) {
      gradient[place] = sum[channel * sums_.taps() + tap];
    });
  }

 private:
  struct Scratch {
    float* products;  // of the images of one matrix product
    float* row_sums;
    std::byte* rest;
  };
  Scratch carve_scratch(const Slice& slice) const {
    std::byte* region = slice.scratch;
    auto* products = carve<float>(region, images_at_once_ * sums_.products());
    auto* row_sums = carve<float>(region, sums_.row_sums());
    return {products, row_sums, region};
  }

  std::size_t filters() const { return size_of(out_.channels); }
  std::size_t weights() const { return channels_ * sums_.taps(); }
  const float* input(const Slice& slice, std::size_t image) const {
    return slice.inputs[0] + image * pixels_ * channels_;
  }

  // f(first image, images) for the images of each matrix product.
  template <class F>
  void for_each_group(const Slice& slice, F f) const {
    const std::size_t images = size_of(slice.count);
    for (std::size_t first = 0; first < images; first += images_at_once_)
      f(first, std::min(images_at_once_, images - first));
  }

  // The activation follows row by row, while the row is in the nearest cache.
  void finish_image(const float* products, float* row_sums, float* y) const {
    const std::size_t row_elements = size_of(out_.width) * filters();
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    for (std::size_t row = 0; row < sums_.output_rows(); ++row) {
      sums_.sum(products, row, bias, row_sums, y);
      if (activation_)
        vector_kernels().activation(activation_->kind, activation_->argument, y, y, row_elements);
      y += row_elements;
    }
  }

  // In place: from here on it is the gradient before the activation.
  const float* gradient_before_activation(const Slice& slice, std::size_t image) const {
    const std::size_t at = image * elements_of(out_);
    float* dy = slice.output_gradient + at;
    if (activation_ && !gradient_taken_) {
      vector_kernels().activation_gradient(activation_->kind, activation_->argument, nullptr,
                                           slice.output + at, dy, dy, elements_of(out_));
    }
    return dy;
  }

  // f(place in the node's weights, channel, place among the taps [kw, kh, O]).
  template <class F>
  void for_each_weight(F f) const {
    const std::size_t kernel_height = area_ / kernel_width_;
    for (std::size_t o = 0; o < filters(); ++o) {
      for (std::size_t c = 0; c < channels_; ++c) {
        const std::size_t pair = order_ == TapWeights::oihw ? o * channels_ + c : c * filters() + o;
        for (std::size_t u = 0; u < kernel_height; ++u) {
          for (std::size_t v = 0; v < kernel_width_; ++v)
            f(pair * area_ + u * kernel_width_ + v, c, (v * kernel_height + u) * filters() + o);
        }
      }
    }
  }

  Shape out_;
  std::size_t channels_;  // of the input
  std::size_t pixels_;    // of the input
  std::size_t area_;      // of the kernel
  std::size_t kernel_width_;
  TapWeights order_;
  bool gradients_;
  bool input_gradient_;
  bool has_bias_;
  TapSums sums_;
  std::optional<ActivationFunction> activation_;
  bool gradient_taken_ = false;  // of the activation, by the node that reads the output
  std::size_t images_at_once_ = 1;
  std::vector<float*> parameters_;
  std::optional<RowProducts> products_;
};

}  // namespace

std::unique_ptr<Kernel> make_tap_product_kernel(const KernelRequest& request, const TapAxis& rows,
                                                const TapAxis& columns, TapWeights order) {
  return std::make_unique<TapProductKernel>(request, rows, columns, order);
}

}  // namespace cae

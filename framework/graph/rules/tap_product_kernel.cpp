#include "framework/graph/rules/tap_product_kernel.h"

#include <algorithm>
#include <optional>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/row_products.h"
#include "framework/graph/rules/tap_operands.h"
#include "framework/graph/rules/tap_sums.h"

namespace cae {
namespace {

class TapProductKernel final : public Kernel {
 public:
  TapProductKernel(const KernelRequest& request, const TapAxis& rows, const TapAxis& columns)
      : out_(request.node.shape),
        channels_(size_of(request.inputs[0].channels)),
        rows_(rows),
        columns_(columns),
        gradients_(request.gradients),
        has_bias_(request.node.attributes.boolean("bias")),
        sums_(rows, columns, filters(), size_of(request.slice)),
        operands_(rows, columns, channels_, sums_.images_at_once()),
        kernel_(rows.taps * columns.taps) {
    const Fusion& fusion = request.node.fusion;
    if (!fusion.activation.is_linear()) activation_.emplace(fusion.activation);
    applies_gradient_ = activation_ && !fusion.activation_gradient_by_reader;
    for (const TapBlock& block : tap_blocks(rows, columns)) {
      const std::size_t weights = block.weights() * filters();
      RowProducts products(
          {.in = channels_,
           .out = weights,
           .rows = sums_.images_at_once() * block.operands(),
           .gradients = gradients_,
           .input_gradient = gradients_ && request.input_gradient,
           .precision = product_precision(request, request.inputs[0].channels, out_.channels)});
      list_weights(block, weights);
      blocks_.push_back({block, weights, std::move(products)});
    }
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true,
                      .output_in_backward = applies_gradient_,
                      .by_image = sums_.images_at_once() == 1};
    std::size_t rest = 0;
    for (const Block& block : blocks_) {
      rest = std::max(rest, block.products.scratch_bytes());
      needs.workspace += block.products.workspace_bytes();
    }
    needs.scratch = carved<float>(sums_.floats()) + carved<float>(sums_.row_sums()) +
                    carved<float>(operands_.floats()) + rest;
    needs.gradient_partials.push_back(gradients_ ? partial_floats_ : 0);
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters() : 0);
    return needs;
  }

  ProductOperations products() const override {
    std::size_t each = 0;
    for (const Block& block : blocks_) each += 2 * block.shape.operands() * channels_ * block.weights;
    const auto operations = static_cast<double>(each);
    return {operations, operations, operations};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    for (Block& block : blocks_) block.products.bind(region);
  }

  void pack_weights() override {
    for_each_kernel([&](std::size_t place, std::size_t channel, std::size_t filter) {
      std::copy_n(parameters_[0] + place, kernel_.size(), kernel_.data());
      add_running_sums(kernel_.data());
      for (const Weight& weight : weights_of_kernel_)
        blocks_[weight.block].products.weights()[channel * weight.stride + weight.place + filter] =
            kernel_[weight.tap];
    });
    for (Block& block : blocks_) block.products.pack();
  }

  void forward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      const float* x = slice.inputs[0] + first * input_elements();
      operands_.take(count, x, scratch.operands);
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        blocks_[b].products.forward(count * blocks_[b].shape.operands(), operands_.of(b, x, scratch.operands),
                                    sums_.products_of(b, scratch.products), scratch.rest);
      }
      for (std::size_t image = 0; image < count; ++image)
        finish_image(scratch, image, slice.output + (first + image) * elements_of(out_));
    });
  }

  void backward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    if (has_bias_ && !slice.continues) std::fill_n(slice.gradient_partials[1], filters(), 0.0F);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      for (std::size_t image = 0; image < count; ++image) {
        const float* dy = gradient_before_activation(slice, first + image);
        sums_.spread(dy, image, scratch.row_sums, scratch.products);
        if (has_bias_)
          sums_.add_bias_gradient(dy, image, scratch.products, scratch.row_sums, slice.gradient_partials[1]);
      }
      const float* x = slice.inputs[0] + first * input_elements();
      float* dx = slice.input_gradients[0];
      if (dx != nullptr) dx += first * input_elements();
      operands_.take(count, x, scratch.operands);
      float* dw = slice.gradient_partials[0];
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        const Block& block = blocks_[b];
        // The gradients of the operands take the place of the operands.
        block.products.backward(count * block.shape.operands(), operands_.of(b, x, scratch.operands),
                                sums_.products_of(b, scratch.products), first != 0 || slice.continues, dw,
                                dx == nullptr ? nullptr : operands_.gradient_of(b, dx, scratch.operands),
                                scratch.rest);
        dw += channels_ * block.weights;
      }
      if (dx != nullptr) operands_.give_back(count, dx, scratch.operands);
    });
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters(), gradient);
      return;
    }
    for_each_kernel([&](std::size_t place, std::size_t channel, std::size_t filter) {
      for (const Weight& weight : weights_of_kernel_)
        gradient[place + weight.tap] = sum[weight.partial + channel * weight.stride + weight.place + filter];
      add_running_sums_backward(gradient + place);
    });
  }

 private:
  struct Block {
    TapBlock shape;
    std::size_t weights;  // of each channel, for all filters
    RowProducts products;
  };
  // A place of the kernel [kh, kw] as a column of a block's weights [C, kw, kh, O].
  struct Weight {
    std::size_t tap;
    std::size_t block;
    std::size_t place;    // in its row
    std::size_t stride;   // from the row of a channel to the next
    std::size_t partial;  // where the block's gradient begins among those of all blocks
  };
  void list_weights(const TapBlock& block, std::size_t stride) {
    for (std::size_t v = 0; v < block.columns.weights; ++v) {
      for (std::size_t u = 0; u < block.rows.weights; ++u) {
        weights_of_kernel_.push_back(
            {.tap = (block.rows.first_weight + u) * columns_.taps + block.columns.first_weight + v,
             .block = blocks_.size(),
             .place = (v * block.rows.weights + u) * filters(),
             .stride = stride,
             .partial = partial_floats_});
      }
    }
    partial_floats_ += channels_ * stride;
  }

  struct Scratch {
    float* products;  // of the images of one matrix product
    float* row_sums;
    float* operands;
    std::byte* rest;
  };
  Scratch carve_scratch(const Slice& slice) const {
    std::byte* region = slice.scratch;
    auto* products = carve<float>(region, sums_.floats());
    auto* row_sums = carve<float>(region, sums_.row_sums());
    auto* operands = carve<float>(region, operands_.floats());
    return {products, row_sums, operands, region};
  }

  std::size_t filters() const { return size_of(out_.channels); }
  std::size_t input_elements() const { return rows_.sources * columns_.sources * channels_; }

  // f(first image, images) for the images of each matrix product.
  template <class F>
  void for_each_group(const Slice& slice, F f) const {
    const std::size_t images = size_of(slice.count);
    for (std::size_t first = 0; first < images; first += sums_.images_at_once())
      f(first, std::min(sums_.images_at_once(), images - first));
  }

  // The activation follows row by row, while the row is in the nearest cache.
  void finish_image(const Scratch& scratch, std::size_t image, float* y) const {
    const std::size_t row_elements = size_of(out_.width) * filters();
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    for (std::size_t row = 0; row < sums_.output_rows(); ++row) {
      sums_.sum(scratch.products, image, row, bias, scratch.row_sums, y);
      if (activation_) activation_->apply(y, y, row_elements);
      y += row_elements;
    }
  }

  // In place: from here on it is the gradient before the activation.
  const float* gradient_before_activation(const Slice& slice, std::size_t image) const {
    const std::size_t at = image * elements_of(out_);
    float* dy = slice.output_gradient + at;
    if (applies_gradient_) {
      activation_->gradient(slice.output + at, dy, dy, elements_of(out_));
    }
    return dy;
  }

  // f(place in the node's weights, channel, filter) for each kernel [kh, kw].
  template <class F>
  void for_each_kernel(F f) const {
    for (std::size_t c = 0; c < channels_; ++c) {
      for (std::size_t o = 0; o < filters(); ++o) {
        f((o * channels_ + c) * rows_.taps * columns_.taps, c, o);
      }
    }
  }

  // From taps to weights along the axes that have them, and the transpose.
  void add_running_sums(float* kernel) const {
    const std::size_t width = columns_.taps;
    const std::size_t area = rows_.taps * width;
    if (rows_.running_sums) {
      for (std::size_t i = width; i < area; ++i) kernel[i] += kernel[i - width];
    }
    if (columns_.running_sums) {
      for (std::size_t i = 0; i < area; ++i) {
        if (i % width != 0) kernel[i] += kernel[i - 1];
      }
    }
  }
  void add_running_sums_backward(float* kernel) const {
    const std::size_t width = columns_.taps;
    const std::size_t area = rows_.taps * width;
    if (columns_.running_sums) {
      for (std::size_t i = area; i-- > 0;) {
        if (i % width != 0) kernel[i - 1] += kernel[i];
      }
    }
    if (rows_.running_sums) {
      for (std::size_t i = area; i-- > width;) kernel[i - width] += kernel[i];
    }
  }

  Shape out_;
  std::size_t channels_;  // of the input
  TapAxis rows_;
  TapAxis columns_;
  bool gradients_;
  bool has_bias_;
  TapSums sums_;
  TapOperands operands_;
  std::vector<Block> blocks_;
  std::vector<Weight> weights_of_kernel_;
  std::size_t partial_floats_ = 0;
  std::vector<float> kernel_;  // of one channel and filter, before the products
  std::optional<ActivationFunction> activation_;
  bool applies_gradient_ = false;  // of the activation, unless the node that reads the output does
  std::vector<float*> parameters_;
};

}  // namespace

std::unique_ptr<Kernel> make_tap_product_kernel(const KernelRequest& request, const TapAxis& rows,
                                                const TapAxis& columns) {
  return std::make_unique<TapProductKernel>(request, rows, columns);
}

}  // namespace cae

#include "framework/graph/rules/tap_product_kernel.h"

#include <algorithm>
#include <optional>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/row_products.h"
#include "framework/graph/rules/tap_operands.h"
#include "framework/graph/rules/tap_sums.h"
#include "framework/primitives/shares.h"
#include "framework/primitives/transposition.h"

namespace cae {
namespace {

// What shares of a matrix are multiples of: whole tiles of the products, whole vectors.
constexpr std::size_t products_rows = 24;
constexpr std::size_t product_columns = 64;
constexpr std::size_t tap_vector_step = 64;

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
        kernel_area_(rows.taps * columns.taps) {
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
      const std::size_t first_gradient = partial_floats_;
      list_weights(block, weights);
      blocks_.push_back({block, weights, std::move(products), first_gradient});
      in_parts_ = in_parts_ && blocks_.back().products.in_parts();
    }
    list_pieces();
    // Each number is the sum of several.
    sum_shares_ = shares_of_numbers(3 * sums_.images_at_once() * elements_of(out_));
    spread_shares_ = shares_of_numbers(3 * sums_.floats());
    pack_shares_ = std::min(shares_of_numbers(12 * channels_ * filters() * kernel_area_), channels_);
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true,
                      .output_in_backward = applies_gradient_,
                      .by_image = sums_.images_at_once() == 1};
    needs.workspace = carved<float>(pack_shares_ * channels_at_once() * kernel_floats());
    std::size_t rest = 0;
    for (const Block& block : blocks_) {
      rest = std::max(rest, block.products.scratch_bytes());
      needs.workspace += block.products.workspace_bytes();
    }
    needs.scratch = carved<float>(sums_.floats()) + carved<float>(row_sums_floats()) +
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
    kernels_ = carve<float>(region, pack_shares_ * channels_at_once() * kernel_floats());
    for (Block& block : blocks_) block.products.bind(region);
  }

  void pack_weights() override {
    in_shares(pack_shares_, [&](std::size_t share) {
      for_each_channels(share, [&](std::size_t first, std::size_t count, float* kernels) {
        transposition().transpose(parameters_[0] + first * kernel_area_, channels_ * kernel_area_, filters(),
                                  count * kernel_area_, kernels, filters());
        for (std::size_t c = 0; c < count; ++c) {
          float* kernel = kernels + c * kernel_floats();
          add_running_sums(kernel);
          for (const Weight& weight : weights_of_kernel_)
            std::copy_n(
                kernel + weight.tap * filters(), filters(),
                blocks_[weight.block].products.weights() + (first + c) * weight.stride + weight.place);
        }
      });
    });
    for (Block& block : blocks_) block.products.pack();
  }

  void forward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      const float* x = slice.inputs[0] + first * input_elements();
      operands_.take(count, x, scratch.operands);
      const auto rows = [&](std::size_t b) { return count * blocks_[b].shape.operands(); };
      for_each_piece(products_rows, rows, [&](std::size_t b, std::size_t begin, std::size_t end) {
        blocks_[b].products.forward(end - begin, operands_.of(b, x, scratch.operands) + begin * channels_,
                                    sums_.products_of(b, scratch.products) + begin * blocks_[b].weights,
                                    scratch.rest);
      });
      finish_images(scratch, count, slice.output + first * elements_of(out_));
    });
  }

  void backward(int, const Slice& slice) override {
    const Scratch scratch = carve_scratch(slice);
    if (has_bias_ && !slice.continues) std::fill_n(slice.gradient_partials[1], filters(), 0.0F);
    for_each_group(slice, [&](std::size_t first, std::size_t count) {
      const float* dy = gradient_before_activation(slice, first, count);
      spread(scratch, count, dy);
      for (std::size_t image = 0; image < count && has_bias_; ++image)
        sums_.add_bias_gradient(dy + image * elements_of(out_), image, scratch.products, scratch.row_sums,
                                slice.gradient_partials[1]);
      const float* x = slice.inputs[0] + first * input_elements();
      float* dx = slice.input_gradients[0];
      if (dx != nullptr) dx += first * input_elements();
      operands_.take(count, x, scratch.operands);
      multiply_back(scratch, count, x, first != 0 || slice.continues, slice.gradient_partials[0], dx);
      if (dx != nullptr) operands_.give_back(count, dx, scratch.operands);
    });
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters(), gradient);
      return;
    }
    in_shares(pack_shares_, [&](std::size_t share) {
      for_each_channels(share, [&](std::size_t first, std::size_t count, float* kernels) {
        for (std::size_t c = 0; c < count; ++c) {
          float* kernel = kernels + c * kernel_floats();
          for (const Weight& weight : weights_of_kernel_)
            std::copy_n(sum + weight.partial + (first + c) * weight.stride + weight.place, filters(),
                        kernel + weight.tap * filters());
          add_running_sums_backward(kernel);
        }
        transposition().transpose(kernels, filters(), count * kernel_area_, filters(),
                                  gradient + first * kernel_area_, channels_ * kernel_area_);
      });
    });
  }

 private:
  struct Block {
    TapBlock shape;
    std::size_t weights;  // of each channel, for all filters
    RowProducts products;
    std::size_t first_gradient;  // among those of all blocks
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
    auto* row_sums = carve<float>(region, row_sums_floats());
    auto* operands = carve<float>(region, operands_.floats());
    return {products, row_sums, operands, region};
  }

  // Each share has its own.
  std::size_t row_sums_floats() const { return std::max(sum_shares_, spread_shares_) * sums_.row_sums(); }
  float* row_sums_of(const Scratch& scratch, std::size_t share) const {
    return scratch.row_sums + share * sums_.row_sums();
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

  // A part of a block's rows, or of its columns.
  struct Piece {
    std::size_t block;
    std::size_t part;
    std::size_t parts;
  };
  // Of all blocks, about as much work in each.
  void list_pieces() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const double rows = static_cast<double>(sums_.images_at_once() * blocks_[b].shape.operands());
      const auto weights = static_cast<double>(channels_ * blocks_[b].weights);
      const std::size_t parts = shares_of_operations(2.0 * rows * weights);
      for (std::size_t part = 0; part < parts; ++part) pieces_.push_back({b, part, parts});
    }
  }
  // f(block, begin, end) for parts of count(block) rows or columns, multiples of `step`; of all blocks at the
  // same time.
  template <class Count, class F>
  void for_each_piece(std::size_t step, Count count, F f) const {
    if (share_runner() == nullptr || !in_parts_) {
      for (std::size_t b = 0; b < blocks_.size(); ++b) f(b, std::size_t{0}, count(b));
      return;
    }
    in_shares(pieces_.size(), [&](std::size_t share) {
      const auto [block, part, parts] = pieces_[share];
      const std::size_t steps = (count(block) + step - 1) / step;
      const std::size_t begin = steps * part / parts * step;
      const std::size_t end = std::min(steps * (part + 1) / parts * step, count(block));
      if (begin < end) f(block, begin, end);
    });
  }

  // The activation follows row by row, while the row is in the nearest cache.
  void finish_images(const Scratch& scratch, std::size_t images, float* y) const {
    const std::size_t row_elements = size_of(out_.width) * filters();
    const std::size_t rows = images * sums_.output_rows();
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    const std::size_t shares = shares_now(sum_shares_);
    in_shares(shares, [&](std::size_t share) {
      const std::size_t end = rows * (share + 1) / shares;
      for (std::size_t row = rows * share / shares; row < end; ++row) {
        float* to = y + row * row_elements;
        sums_.sum(scratch.products, row / sums_.output_rows(), row % sums_.output_rows(), bias,
                  row_sums_of(scratch, share), to);
        if (activation_) activation_->apply(to, to, row_elements);
      }
    });
  }

  // The gradients of the products of `images` images.
  void spread(const Scratch& scratch, std::size_t images, const float* dy) const {
    const std::size_t rows = sums_.row_operands();
    const std::size_t shares = std::min(shares_now(spread_shares_), images * rows);
    in_shares(shares, [&](std::size_t share) {
      const std::size_t begin = images * rows * share / shares;
      const std::size_t end = images * rows * (share + 1) / shares;
      for (std::size_t image = begin / rows; image * rows < end; ++image) {
        const std::size_t first = std::max(begin, image * rows) - image * rows;
        sums_.spread(dy + image * elements_of(out_), image, first, std::min(end - image * rows, rows),
                     row_sums_of(scratch, share), scratch.products);
      }
    });
  }
  static std::size_t shares_now(std::size_t shares) { return share_runner() == nullptr ? 1 : shares; }

  // From the gradients of the products to those of the weights and of the operands, which take the place of
  // the operands.
  void multiply_back(const Scratch& scratch, std::size_t images, const float* x, bool accumulate, float* dw,
                     float* dx) const {
    const auto rows = [&](std::size_t b) { return images * blocks_[b].shape.operands(); };
    const auto operands = [&](std::size_t b) { return operands_.of(b, x, scratch.operands); };
    const auto products = [&](std::size_t b) { return sums_.products_of(b, scratch.products); };
    const auto gradients = [&](std::size_t b) {
      return dx == nullptr ? nullptr : operands_.gradient_of(b, dx, scratch.operands);
    };
    // One thread goes on with what is in its cache.
    if (!in_parts_ || share_runner() == nullptr) {
      for (std::size_t b = 0; b < blocks_.size(); ++b)
        blocks_[b].products.backward(rows(b), operands(b), products(b), accumulate,
                                     dw + blocks_[b].first_gradient, gradients(b), scratch.rest);
      return;
    }
    for_each_piece(
        product_columns, [&](std::size_t b) { return blocks_[b].weights; },
        [&](std::size_t b, std::size_t begin, std::size_t end) {
          blocks_[b].products.weight_gradient(rows(b), operands(b), products(b), accumulate, begin, end,
                                              dw + blocks_[b].first_gradient);
        });
    if (dx == nullptr) return;
    for_each_piece(products_rows, rows, [&](std::size_t b, std::size_t begin, std::size_t end) {
      blocks_[b].products.input_gradient(end - begin, products(b) + begin * blocks_[b].weights,
                                         gradients(b) + begin * channels_);
    });
  }

  // Of `count` images. In place: from here on it is the gradient before the activation.
  const float* gradient_before_activation(const Slice& slice, std::size_t first, std::size_t count) const {
    const std::size_t at = first * elements_of(out_), numbers = count * elements_of(out_);
    float* dy = slice.output_gradient + at;
    if (applies_gradient_) {
      in_ranges(numbers, tap_vector_step, shares_of_numbers(3 * numbers),
                [&](std::size_t begin, std::size_t end) {
                  activation_->gradient(slice.output + at + begin, dy + begin, dy + begin, end - begin);
                });
    }
    return dy;
  }

  // Of a channel: [kh, kw, O].
  std::size_t kernel_floats() const { return kernel_area_ * filters(); }
  // As many channels as fill a few vectors with their taps.
  std::size_t channels_at_once() const { return std::max<std::size_t>(64 / kernel_area_, 1); }

  // f(first channel, channels, room for their kernels) for the channels of a share of packing.
  template <class F>
  void for_each_channels(std::size_t share, F f) const {
    float* kernels = kernels_ + share * channels_at_once() * kernel_floats();
    const std::size_t end = channels_ * (share + 1) / pack_shares_;
    for (std::size_t first = channels_ * share / pack_shares_; first < end; first += channels_at_once())
      f(first, std::min(channels_at_once(), end - first), kernels);
  }

  // From taps to weights along the axes that have them, and the transpose.
  void add_running_sums(float* kernel) const {
    const std::size_t width = columns_.taps;
    if (rows_.running_sums) {
      for (std::size_t i = width; i < kernel_area_; ++i) add_tap(kernel, i - width, i);
    }
    if (columns_.running_sums) {
      for (std::size_t i = 0; i < kernel_area_; ++i) {
        if (i % width != 0) add_tap(kernel, i - 1, i);
      }
    }
  }
  void add_running_sums_backward(float* kernel) const {
    const std::size_t width = columns_.taps;
    if (columns_.running_sums) {
      for (std::size_t i = kernel_area_; i-- > 0;) {
        if (i % width != 0) add_tap(kernel, i, i - 1);
      }
    }
    if (rows_.running_sums) {
      for (std::size_t i = kernel_area_; i-- > width;) add_tap(kernel, i, i - width);
    }
  }
  void add_tap(float* kernel, std::size_t from, std::size_t to) const {
    vector_kernels().add(kernel + to * filters(), kernel + from * filters(), filters());
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
  std::size_t kernel_area_;
  bool in_parts_ = true;  // products may be divided
  std::vector<Piece> pieces_;
  std::size_t sum_shares_ = 1;
  std::size_t spread_shares_ = 1;
  std::size_t pack_shares_ = 1;
  float* kernels_ = nullptr;  // of some channels, [C, kh, kw, O]; of each share of packing
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

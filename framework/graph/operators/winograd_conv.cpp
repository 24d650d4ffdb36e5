// A 3x3 convolution of stride 1 by Winograd's F(4x4, 3x3) (primitives/winograd_transforms.h; made by the pass
// winograd): at each of 36 points one matrix product over the tiles of a slice that have it. Backward is the
// same algorithm transposed, so that all three directions take a quarter of the products of a direct
// convolution.
//
// Several inputs are read as if their channels lay one after another (made by the pass fuse-concat): a tile's
// transform goes channel by channel, so each input's go to their place among the points, and nobody copies.
#include <array>

#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"
#include "framework/graph/rules/winograd_tiles.h"
#include "framework/primitives/matrix_products.h"
#include "framework/primitives/shares.h"
#include "framework/primitives/transposition.h"
#include "framework/primitives/winograd_transforms.h"

namespace cae {
namespace {

constexpr std::size_t taps = 9;
constexpr std::size_t cache_bytes = 1536 * 1024;
constexpr std::size_t weight_cache_bytes = 512 * 1024;
constexpr std::size_t fewest_rows = 24;
constexpr std::size_t most_pack_shares = 16;
constexpr std::size_t packed_at_once = 7;  // channels, whose taps fill nearly four vectors of 16

std::int64_t signed_of(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

std::int64_t channels_of(std::span<const Shape> inputs) {
  std::int64_t channels = 0;
  for (const Shape& input : inputs) channels += input.channels;
  return channels;
}

struct WinogradGeometry {
  WinogradGeometry(const Attributes& attributes, const Shape& in) {
    const Padding pad = attributes.padding("pad");
    rows = slide(in.height, 3, 1, 1, pad.mode, pad.height);
    columns = slide(in.width, 3, 1, 1, pad.mode, pad.width);
  }
  Axis rows;
  Axis columns;
};

// Pointers to the pixels of a square tile; nullptr outside of its image.
template <std::size_t size, class Number>
using Pixels = std::array<Number*, size * size>;

// Of the tile of one image whose corner is at (row, column).
template <std::size_t size, class Number>
Pixels<size, Number> pixels_of(Number* image, const Shape& shape, std::int64_t row, std::int64_t column) {
  Pixels<size, Number> pixels{};
  for (std::size_t r = 0; r < size; ++r) {
    for (std::size_t c = 0; c < size; ++c) {
      const std::int64_t y = row + signed_of(r);
      const std::int64_t x = column + signed_of(c);
      if (y < 0 || y >= shape.height || x < 0 || x >= shape.width) continue;
      pixels[r * size + c] = image + size_of((y * shape.width + x) * shape.channels);
    }
  }
  return pixels;
}

class WinogradKernel final : public Kernel {
 public:
  explicit WinogradKernel(const KernelRequest& request)
      : inputs_(request.inputs),
        out_(request.node.shape),
        geometry_(request.node.attributes, inputs_[0]),
        gradients_(request.gradients),
        has_bias_(request.node.attributes.boolean("bias")),
        channels_(size_of(channels_of(inputs_))),
        filters_(size_of(out_.channels)),
        kernels_(channels_ * filters_),
        pack_shares_(std::min(shares_of_numbers(2 * winograd_points * kernels_), most_pack_shares)),
        tiling_(out_),
        block_(block_size(size_of(request.slice) * tiling_.tiles())),
        several_blocks_(block_ < size_of(request.slice) * tiling_.tiles()),
        filters_at_once_(std::min(
            filters_,
            std::max(weight_cache_bytes / (winograd_points * channels_ * sizeof(float)), fewest_rows))) {}

  // Scratch: the points of a slice's tiles, of the input and of the output; backward also those of the
  // weights.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.scratch = carved<float>(input_points()) + carved<float>(output_points());
    if (gradients_) needs.scratch += carved<float>(input_points()) + carved<float>(weight_gradient_floats());
    needs.workspace = weight_points_bytes() + carved<float>(pack_shares_ * taps_floats());
    if (gradients_) needs.workspace += weight_points_bytes();
    needs.gradient_partials = {gradients_ ? taps * kernels_ : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(tiling_.points() * kernels_);
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    forward_weights_ = carve<float>(region, winograd_points * kernels_);
    if (gradients_) backward_weights_ = carve<float>(region, winograd_points * kernels_);
    taps_ = carve<float>(region, pack_shares_ * taps_floats());
  }

  void pack_weights() override {
    in_shares(pack_shares_, [&](std::size_t share) {
      float* by_tap = taps_ + share * taps_floats();
      const std::size_t end = channels_ * (share + 1) / pack_shares_;
      for (std::size_t c = channels_ * share / pack_shares_; c < end; c += packed_at_once)
        pack_forward(c, std::min(packed_at_once, end - c), by_tap);
      if (!gradients_) return;
      for (std::size_t o = share; o < filters_; o += pack_shares_) pack_backward(o, by_tap);
    });
  }

  void forward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* inputs = carve<float>(scratch, input_points());
    auto* outputs = carve<float>(scratch, output_points());
    for_each_block(slice, [&](const Block& block) {
      const Lists counts = transform_input(slice, block, inputs);
      for_each_point(block, kernels_, [&](std::size_t p) {
        matrix_products().plain({.m = counts[list_of(p)],
                                 .n = filters_,
                                 .k = channels_,
                                 .a = {inputs + p * block.count * channels_, channels_},
                                 .b = {forward_weights_ + p * kernels_, filters_},
                                 .c = {outputs + p * block.count * filters_, filters_}});
      });
      for_each_tile(block, filters_, [&](const Tile& tile) {
        const auto pixels = output_pixels(slice.output, tile);
        winograd_transforms().output(tile.points(outputs, filters_), filters_,
                                     has_bias_ ? parameters_[1] : nullptr, pixels.data());
      });
    });
  }

  void backward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* inputs = carve<float>(scratch, input_points());
    auto* outputs = carve<float>(scratch, output_points());
    auto* input_gradients = carve<float>(scratch, input_points());
    auto* weight_gradients = carve<float>(scratch, weight_gradient_floats());
    bool input_wanted = false;
    // Tiles of the input overlap by two rows and columns; the gradients there are added.
    for_each_input([&](std::size_t i, std::size_t) {
      if (slice.input_gradients[i] == nullptr) return;
      input_wanted = true;
      const std::size_t numbers = slice_elements(slice, inputs_[i]);
      in_ranges(numbers, 1, shares_of_numbers(numbers), [&](std::size_t begin, std::size_t end) {
        std::fill_n(slice.input_gradients[i] + begin, end - begin, 0.0F);
      });
    });
    for_each_block(slice, [&](const Block& block) {
      const Lists counts = transform_input(slice, block, inputs);
      for_each_tile(block, filters_, [&](const Tile& tile) {
        const auto pixels = output_pixels(slice.output_gradient, tile);
        winograd_transforms().output_gradient(pixels.data(), filters_, tile.points(outputs, filters_));
      });
      add_weight_gradients(slice, block, counts, inputs, outputs, weight_gradients);
      if (!input_wanted) return;
      for_each_point(block, kernels_, [&](std::size_t p) {
        matrix_products().plain({.m = counts[list_of(p)],
                                 .n = channels_,
                                 .k = filters_,
                                 .a = {outputs + p * block.count * filters_, filters_},
                                 .b = {backward_weights_ + p * kernels_, channels_},
                                 .c = {input_gradients + p * block.count * channels_, channels_}});
      });
      for_each_image(block, [&](std::size_t first_image, std::size_t end) {
        tiling_.for_each_tile(block, [&](const Tile& tile) {
          if (tile.image < first_image || tile.image >= end) return;
          for_each_input([&](std::size_t i, std::size_t first) {
            if (slice.input_gradients[i] == nullptr) return;
            const auto pixels = input_pixels(slice.input_gradients[i], inputs_[i], tile);
            winograd_transforms().input_gradient(tile.points(input_gradients + first, channels_),
                                                 size_of(inputs_[i].channels), pixels.data());
          });
        });
      });
    });
    if (has_bias_) {
      vector_kernels().column_sums(slice.output_gradient,
                                   size_of(slice.count) * size_of(out_.height * out_.width), filters_,
                                   slice.gradient_partials[1]);
    }
  }

  // The partial gradient is [taps, O, C].
  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    in_ranges(kernels_, 1, shares_of_numbers(6 * taps * kernels_), [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        for (std::size_t tap = 0; tap < taps; ++tap) gradient[k * taps + tap] = sum[tap * kernels_ + k];
      }
    });
  }

 private:
  using Block = WinogradTiling::Block;
  using Tile = WinogradTiling::Tile;
  using Lists = WinogradTiling::Lists;

  static std::size_t list_of(std::size_t point) { return WinogradTile::list_of(point / 6, point % 6); }
  // Of a block.
  std::size_t input_points() const { return winograd_points * block_ * channels_; }
  std::size_t output_points() const { return winograd_points * block_ * filters_; }
  std::size_t taps_floats() const { return taps * std::max(channels_, packed_at_once * filters_); }
  std::size_t weight_points_bytes() const { return carved<float>(winograd_points * kernels_); }
  std::size_t weight_gradient_floats() const {
    return winograd_points * channels_ * (several_blocks_ ? filters_ : filters_at_once_);
  }

  // As many tiles as keep their points in the cache of a core, but enough rows for a matrix product.
  std::size_t block_size(std::size_t slice_tiles) const {
    const std::size_t tile_bytes = winograd_points * (channels_ + filters_) * sizeof(float);
    const std::size_t most = std::max(cache_bytes / tile_bytes, fewest_rows);
    const std::size_t blocks = (slice_tiles + most - 1) / most;
    return (slice_tiles + blocks - 1) / blocks;
  }

  // f(input, its first channel among those of all).
  template <class F>
  void for_each_input(F f) const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      f(i, first);
      first += size_of(inputs_[i].channels);
    }
  }

  template <class F>
  void for_each_block(const Slice& slice, F f) const {
    const std::size_t tiles = size_of(slice.count) * tiling_.tiles();
    for (std::size_t first = 0; first < tiles; first += block_) {
      f(Block{first, std::min(block_, tiles - first)});
    }
  }

  // f(point) for the matrix products of a block, each of `kernels` products a tile.
  template <class F>
  void for_each_point(const Block& block, std::size_t kernels, F f) const {
    const auto operations = 2.0 * static_cast<double>(winograd_points * block.count * kernels);
    in_ranges(winograd_points, 1, shares_of_operations(operations), [&](std::size_t begin, std::size_t end) {
      for (std::size_t p = begin; p < end; ++p) f(p);
    });
  }

  // f(tile) for the tiles of a block, from or to points of so many channels. Returns how many tiles of the
  // block have a point of each list, which every share finds.
  template <class F>
  Lists for_each_tile(const Block& block, std::size_t channels, F f) const {
    Lists counts{};
    const std::size_t shares = shares_of_numbers(2 * winograd_points * channels * block.count);
    in_ranges(block.count, 1, shares, [&](std::size_t begin, std::size_t end) {
      std::size_t number = 0;
      const Lists all = tiling_.for_each_tile(block, [&](const Tile& tile) {
        if (number >= begin && number < end) f(tile);
        ++number;
      });
      if (begin == 0) counts = all;
    });
    return counts;
  }

  // f(first image, end) for the images of a block: the tiles of one overlap in the input.
  template <class F>
  void for_each_image(const Block& block, F f) const {
    const std::size_t first = block.first / tiling_.tiles();
    const std::size_t count = (block.first + block.count - 1) / tiling_.tiles() + 1 - first;
    in_ranges(count, 1, shares_of_numbers(2 * winograd_points * channels_ * block.count),
              [&](std::size_t begin, std::size_t end) { f(first + begin, first + end); });
  }

  template <class Number>
  Pixels<winograd_output, Number> output_pixels(Number* images, const Tile& tile) const {
    return pixels_of<winograd_output>(images + tile.image * elements_of(out_), out_, tile.row, tile.column);
  }
  template <class Number>
  Pixels<winograd_input, Number> input_pixels(Number* images, const Shape& shape, const Tile& tile) const {
    return pixels_of<winograd_input>(images + tile.image * elements_of(shape), shape,
                                     tile.row - geometry_.rows.padding.before,
                                     tile.column - geometry_.columns.padding.before);
  }

  // Some filters at a time, whose points are still in the cache when the last block's are transformed.
  void add_weight_gradients(const Slice& slice, const Block& block, const Lists& counts, const float* inputs,
                            const float* outputs, float* points) const {
    const bool last = block.first + block.count == size_of(slice.count) * tiling_.tiles();
    for (std::size_t filter = 0; filter < filters_; filter += filters_at_once_) {
      const std::size_t filters = std::min(filters_at_once_, filters_ - filter);
      const std::size_t stride = filters * channels_;
      for_each_point(block, stride, [&](std::size_t p) {
        matrix_products().transposed_a({.m = filters,
                                        .n = channels_,
                                        .k = counts[list_of(p)],
                                        .a = {outputs + p * block.count * filters_ + filter, filters_},
                                        .b = {inputs + p * block.count * channels_, channels_},
                                        .c = {points + p * stride, channels_},
                                        .accumulate = block.first != 0});
      });
      if (last) {
        const std::size_t shares = shares_of_numbers(2 * winograd_points * stride);
        in_ranges(stride, 64, shares, [&](std::size_t begin, std::size_t end) {
          winograd_transforms().weights_gradient(points + begin, stride, end - begin,
                                                 slice.gradient_partials[0] + filter * channels_ + begin,
                                                 kernels_);
        });
      }
      if (several_blocks_) points += winograd_points * stride;
    }
  }

  // The points of all filters of some channels.
  void pack_forward(std::size_t first, std::size_t count, float* by_tap) const {
    transposition().transpose(parameters_[0] + first * taps, channels_ * taps, filters_, count * taps, by_tap,
                              filters_);
    for (std::size_t c = 0; c < count; ++c) {
      winograd_transforms().weights(by_tap + c * taps * filters_, filters_, filters_,
                                    forward_weights_ + (first + c) * filters_, kernels_);
    }
  }

  // The points of all channels of a filter.
  void pack_backward(std::size_t filter, float* by_tap) const {
    transposition().transpose(parameters_[0] + filter * channels_ * taps, taps, channels_, taps, by_tap,
                              channels_);
    winograd_transforms().weights(by_tap, channels_, channels_, backward_weights_ + filter * channels_,
                                  kernels_);
  }

  Lists transform_input(const Slice& slice, const Block& block, float* points) const {
    return for_each_tile(block, channels_, [&](const Tile& tile) {
      for_each_input([&](std::size_t i, std::size_t first) {
        const auto pixels = input_pixels(slice.inputs[i], inputs_[i], tile);
        winograd_transforms().input(pixels.data(), size_of(inputs_[i].channels),
                                    tile.points(points + first, channels_));
      });
    });
  }

  std::vector<Shape> inputs_;
  Shape out_;
  WinogradGeometry geometry_;
  bool gradients_;
  bool has_bias_;
  std::size_t channels_;
  std::size_t filters_;
  std::size_t kernels_;  // channels * filters
  std::size_t pack_shares_;
  WinogradTiling tiling_;
  std::size_t block_;  // tiles
  bool several_blocks_;
  std::size_t filters_at_once_;  // in the gradient of the weights
  std::vector<float*> parameters_;
  float* forward_weights_ = nullptr;   // [points, C, O]
  float* backward_weights_ = nullptr;  // [points, O, C]
  float* taps_ =
      nullptr;  // of each share of packing: [taps, C] of one filter, or [C, taps, O] of some channels
};

class WinogradConv final : public Operator {
 public:
  std::string_view kind() const override { return "winograd_conv"; }
  std::string_view summary() const override { return "a 3x3 convolution by Winograd's algorithm"; }
  bool in_language() const override { return false; }
  InputCount inputs() const override { return {1, 64}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("filters"), kernel_attribute("kernel"),
                                                  padding_attribute(), bias_attribute(), init_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const WinogradGeometry geometry(attributes, inputs[0]);
    return Shape::image(geometry.rows.output, geometry.columns.output, attributes.integer("filters"));
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return convolution_parameters(attributes, channels_of(inputs), 1);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<WinogradKernel>(request);
  }
  bool takes_activation() const override { return true; }
};

}  // namespace

const Operator& winograd_conv_operator() {
  static const WinogradConv op;
  return op;
}

}  // namespace cae

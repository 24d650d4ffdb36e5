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
#include "framework/graph/rules/winograd_blocks.h"
#include "framework/graph/rules/winograd_tiles.h"
#include "framework/primitives/shares.h"
#include "framework/primitives/transposition.h"
#include "framework/primitives/winograd_transforms.h"

namespace cae {
namespace {

constexpr std::size_t taps = 9;
constexpr std::size_t output_area = winograd_output * winograd_output;  // of a tile
constexpr std::size_t input_area = winograd_input * winograd_input;
constexpr std::size_t most_pack_shares = 16;
constexpr std::size_t packed_at_once = 7;  // channels, whose taps fill nearly four vectors of 16

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

// How many tiles of a block have a point.
auto tiles_with_point(const WinogradTiling::Lists& counts) {
  return [counts](std::size_t point) { return counts[WinogradTile::list_of(point / 6, point % 6)]; };
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
        blocks_({.points = winograd_points,
                 .channels = channels_,
                 .filters = filters_,
                 .image_tiles = tiling_.tiles(),
                 .fewest_tiles = 24},
                size_of(request.slice)) {}

  // Scratch: the points of a slice's tiles, of the input and of the output; backward also those of the
  // weights.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.scratch = carved<float>(blocks_.input_points()) + carved<float>(blocks_.output_points());
    if (gradients_) {
      needs.scratch +=
          carved<float>(blocks_.input_points()) + carved<float>(blocks_.weight_gradient_points());
    }
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
    auto* inputs = carve<float>(scratch, blocks_.input_points());
    auto* outputs = carve<float>(scratch, blocks_.output_points());
    blocks_.for_each(slice, [&](const WinogradBlock& block) {
      const Lists counts = transform_input(slice, block, inputs);
      blocks_.multiply_inputs(block, tiles_with_point(counts), inputs, forward_weights_, outputs);
      for_each_tile(block, filters_, [&](const Tile& tile) {
        const auto pixels = output_pixels(slice.output, tile);
        winograd_transforms().output(tile.points(outputs, filters_), filters_,
                                     has_bias_ ? parameters_[1] : nullptr, pixels.data());
      });
    });
  }

  void backward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* inputs = carve<float>(scratch, blocks_.input_points());
    auto* outputs = carve<float>(scratch, blocks_.output_points());
    auto* input_gradients = carve<float>(scratch, blocks_.input_points());
    auto* weight_gradients = carve<float>(scratch, blocks_.weight_gradient_points());
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
    blocks_.for_each(slice, [&](const WinogradBlock& block) {
      const Lists counts = transform_input(slice, block, inputs);
      for_each_tile(block, filters_, [&](const Tile& tile) {
        const auto pixels = output_pixels(slice.output_gradient, tile);
        winograd_transforms().output_gradient(pixels.data(), filters_, tile.points(outputs, filters_));
      });
      blocks_.add_weight_gradients(slice, block, tiles_with_point(counts), inputs, outputs, weight_gradients,
                                   winograd_transforms().weights_gradient);
      if (!input_wanted) return;
      blocks_.multiply_outputs(block, tiles_with_point(counts), outputs, backward_weights_, input_gradients);
      blocks_.in_image_ranges(block, [&](std::size_t begin, std::size_t end) {
        tiling_.for_each_tile(block, begin, end, [&](const Tile& tile) {
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
  using Tile = WinogradTiling::Tile;
  using Lists = WinogradTiling::Lists;

  std::size_t taps_floats() const { return taps * std::max(channels_, packed_at_once * filters_); }
  std::size_t weight_points_bytes() const { return carved<float>(winograd_points * kernels_); }
  // f(input, its first channel among those of all).
  template <class F>
  void for_each_input(F f) const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      f(i, first);
      first += size_of(inputs_[i].channels);
    }
  }

  // f(tile) for the tiles of a block, from or to points of so many channels. Returns how many tiles of the
  // block have a point of each list, which every share finds.
  template <class F>
  Lists for_each_tile(const WinogradBlock& block, std::size_t channels, F f) const {
    Lists counts{};
    blocks_.in_tile_ranges(block, channels, [&](std::size_t begin, std::size_t end) {
      const Lists all = tiling_.for_each_tile(block, begin, end, f);
      if (begin == 0) counts = all;
    });
    return counts;
  }

  template <class Number>
  WinogradPixels<output_area, Number> output_pixels(Number* images, const Tile& tile) const {
    return winograd_pixels<output_area>(images + tile.image * elements_of(out_), out_, winograd_output,
                                        {tile.row, tile.column});
  }
  template <class Number>
  WinogradPixels<input_area, Number> input_pixels(Number* images, const Shape& shape,
                                                  const Tile& tile) const {
    return winograd_pixels<input_area>(
        images + tile.image * elements_of(shape), shape, winograd_input,
        {tile.row - geometry_.rows.padding.before, tile.column - geometry_.columns.padding.before});
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

  Lists transform_input(const Slice& slice, const WinogradBlock& block, float* points) const {
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
  WinogradBlocks blocks_;
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

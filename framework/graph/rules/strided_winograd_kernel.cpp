#include "framework/graph/rules/strided_winograd_kernel.h"

#include <array>

#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/winograd_blocks.h"
#include "framework/primitives/shares.h"
#include "framework/primitives/strided_winograd.h"

namespace cae {
namespace {

constexpr std::size_t phases = 4;
constexpr std::size_t most_pixels = 25;  // of a tile

// Images of a slice that are typical where the slice is not known.
constexpr std::int64_t usual_slice = 3;

std::int64_t tiles_of(std::int64_t outputs, std::size_t tile) {
  const auto side = static_cast<std::int64_t>(tile);
  return (outputs + side - 1) / side;
}

std::int64_t tiles_of(const onednn::ConvolutionGeometry& g, const StridedWinograd& size) {
  return tiles_of(g.out_height, size.outputs) * tiles_of(g.out_width, size.outputs);
}

// The larger tiles take fewer products, but where a slice has few of them, each reads many weights.
const StridedWinograd& size_for(const onednn::ConvolutionGeometry& g, std::int64_t images) {
  const StridedWinogradSizes& all = strided_winograd();
  constexpr std::int64_t enough = 32;
  return images * tiles_of(g, all.sizes[0]) >= enough ? all.sizes[0] : all.sizes[1];
}

// How many tiles of a block have a point: all.
auto tiles_with_any_point(const WinogradBlock& block) {
  return [count = block.count](std::size_t) { return count; };
}

// The convolution maps `image` (four phases, each with `channels`) to `small` (`filters`): for conv the input
// and the output, for deconv the output and the input.
class StridedWinogradKernel final : public Kernel {
 public:
  StridedWinogradKernel(const KernelRequest& request, const onednn::ConvolutionGeometry& geometry,
                        bool transposed)
      : geometry_(geometry),
        image_(Shape::image(geometry.in_height, geometry.in_width, geometry.in_channels)),
        small_(Shape::image(geometry.out_height, geometry.out_width, geometry.out_channels)),
        transposed_(transposed),
        gradients_(request.gradients),
        input_gradient_(request.gradients && request.input_gradient),
        has_bias_(request.node.attributes.boolean("bias")),
        size_(size_for(geometry, request.slice)),
        points_(size_.points * size_.points),
        channels_(size_of(image_.channels)),
        all_channels_(phases * channels_),
        filters_(size_of(small_.channels)),
        kernels_(all_channels_ * filters_),
        tile_columns_(size_of(tiles_of(geometry.out_width, size_.outputs))),
        image_tiles_(size_of(tiles_of(geometry, size_))),
        blocks_({.points = points_,
                 .channels = all_channels_,
                 .filters = filters_,
                 .image_tiles = image_tiles_,
                 .fewest_tiles = 48},
                size_of(request.slice)) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.scratch = carved<float>(blocks_.input_points()) + carved<float>(blocks_.output_points());
    if (gradients_) needs.scratch += carved<float>(blocks_.weight_gradient_points());
    needs.workspace = carved<float>(phase_taps * all_channels_);
    if (down()) needs.workspace += carved<float>(points_ * kernels_);
    if (up()) needs.workspace += carved<float>(points_ * kernels_);
    if (!up()) needs.workspace += carved<float>(points_ * all_channels_);
    needs.gradient_partials = {gradients_ ? phase_taps * kernels_ : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? size_of(output().channels) : 0);
    return needs;
  }

  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(image_tiles_ * points_ * kernels_);
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    taps_ = carve<float>(region, phase_taps * all_channels_);
    if (down()) down_weights_ = carve<float>(region, points_ * kernels_);
    up_weights_ = carve<float>(region, up() ? points_ * kernels_ : points_ * all_channels_);
  }

  void pack_weights() override {
    for (std::size_t o = 0; o < filters_; ++o) {
      for_each_tap([&](std::size_t tap, std::size_t phase, std::size_t place) {
        float* to = taps_ + tap * all_channels_ + phase * channels_;
        const float* from = parameters_[0] + o * channels_ * kernel_area() + place;
        for (std::size_t c = 0; c < channels_; ++c)
          to[c] = place < kernel_area() ? from[c * kernel_area()] : 0.0F;
      });
      float* points = up_weights_ + (up() ? o * all_channels_ : 0);
      const std::size_t stride = up() ? kernels_ : all_channels_;
      size_.weights(taps_, all_channels_, all_channels_, points, stride);
      if (down() && !up()) spread_filter(points, stride, o);
    }
    if (!down() || !up()) return;
    for (std::size_t p = 0; p < points_; ++p)
      transpose(up_weights_ + p * kernels_, filters_, all_channels_, down_weights_ + p * kernels_);
  }

  void forward(int, const Slice& slice) override {
    const Points points = carve_points(slice.scratch);
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    if (transposed_) start_image(slice, slice.output, bias);
    blocks_.for_each(slice, [&](const WinogradBlock& block) {
      if (transposed_) {
        take_small(block, slice.inputs[0], points);
        add_to_image(block, points, slice.output);
      } else {
        take_image(block, slice.inputs[0], points);
        give_small(block, points, bias, slice.output);
      }
    });
  }

  void backward(int, const Slice& slice) override {
    const Points points = carve_points(slice.scratch);
    const float* image = transposed_ ? slice.output_gradient : slice.inputs[0];
    const float* small = transposed_ ? slice.inputs[0] : slice.output_gradient;
    float* input_gradient = slice.input_gradients[0];
    if (!transposed_ && input_gradient != nullptr) start_image(slice, input_gradient, nullptr);
    blocks_.for_each(slice, [&](const WinogradBlock& block) {
      take_image(block, image, points);
      take_small(block, small, points);
      blocks_.add_weight_gradients(slice, block, tiles_with_any_point(block), points.image, points.small,
                                   points.weights, size_.weights_gradient);
      if (input_gradient == nullptr) return;
      if (transposed_) {
        give_small(block, points, nullptr, input_gradient);
      } else {
        add_to_image(block, points, input_gradient);
      }
    });
    if (has_bias_) {
      vector_kernels().column_sums(slice.output_gradient,
                                   size_of(slice.count) * size_of(output().height * output().width),
                                   size_of(output().channels), slice.gradient_partials[1]);
    }
  }

  // The partial gradient is [taps of a phase, O, phases, C].
  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, size_of(output().channels), gradient);
      return;
    }
    in_ranges(filters_, 1, shares_of_numbers(8 * kernels_), [&](std::size_t begin, std::size_t end) {
      for (std::size_t o = begin; o < end; ++o) {
        for_each_tap([&](std::size_t tap, std::size_t phase, std::size_t place) {
          if (place >= kernel_area()) return;
          const float* from = sum + (tap * filters_ + o) * all_channels_ + phase * channels_;
          float* to = gradient + o * channels_ * kernel_area() + place;
          for (std::size_t c = 0; c < channels_; ++c) to[c * kernel_area()] = from[c];
        });
      }
    });
  }

 private:
  struct Points {
    float* image;  // [points, tiles of a block, all channels]
    float* small;  // [points, tiles of a block, filters]
    float* weights;
  };

  const Shape& output() const { return transposed_ ? image_ : small_; }
  std::size_t kernel_area() const { return size_of(geometry_.kernel_height * geometry_.kernel_width); }
  // Whether products go from the image to what is small, and back.
  bool down() const { return !transposed_ || input_gradient_; }
  bool up() const { return transposed_ || input_gradient_; }
  Points carve_points(std::byte* scratch) const {
    auto* image = carve<float>(scratch, blocks_.input_points());
    auto* small = carve<float>(scratch, blocks_.output_points());
    return {image, small, gradients_ ? carve<float>(scratch, blocks_.weight_gradient_points()) : nullptr};
  }

  // f(tap of a phase, phase, place in the kernel); a place beyond the kernel has no weight.
  template <class F>
  void for_each_tap(F f) const {
    for (std::size_t row = 0; row < phases; ++row) {
      for (std::size_t column = 0; column < phases; ++column) {
        const bool inside =
            row < size_of(geometry_.kernel_height) && column < size_of(geometry_.kernel_width);
        f(row / 2 * 2 + column / 2, row % 2 * 2 + column % 2,
          inside ? row * size_of(geometry_.kernel_width) + column : kernel_area());
      }
    }
  }

  // One filter of the weights that products from the image read.
  void spread_filter(const float* points, std::size_t stride, std::size_t filter) {
    for (std::size_t p = 0; p < points_; ++p) {
      for (std::size_t c = 0; c < all_channels_; ++c)
        down_weights_[p * kernels_ + c * filters_ + filter] = points[p * stride + c];
    }
  }

  // f(number in the block, number in the slice) for its tiles, from or to points of so many channels.
  template <class F>
  void for_each_tile(const WinogradBlock& block, std::size_t channels, F f) const {
    blocks_.in_tile_ranges(block, channels, [&](std::size_t begin, std::size_t end) {
      for (std::size_t tile = begin; tile < end; ++tile) f(tile, block.first + tile);
    });
  }

  template <class Number>
  WinogradPixels<most_pixels, Number> phase_pixels(Number* images, std::size_t tile,
                                                   std::size_t phase) const {
    const auto [image, row, column] = corner(tile);
    return winograd_pixels<most_pixels>(
        images + image * elements_of(image_), image_, size_.points,
        {2 * row + static_cast<std::int64_t>(phase / 2) - geometry_.pad_top,
         2 * column + static_cast<std::int64_t>(phase % 2) - geometry_.pad_left, 2});
  }
  template <class Number>
  WinogradPixels<most_pixels, Number> small_pixels(Number* images, std::size_t tile) const {
    const auto [image, row, column] = corner(tile);
    return winograd_pixels<most_pixels>(images + image * elements_of(small_), small_, size_.outputs,
                                        {row, column});
  }

  struct Corner {
    std::size_t image;
    std::int64_t row;
    std::int64_t column;
  };
  // Of a tile of the slice, among the small pixels.
  Corner corner(std::size_t tile) const {
    const std::size_t place = tile % image_tiles_;
    return {tile / image_tiles_, static_cast<std::int64_t>(place / tile_columns_ * size_.outputs),
            static_cast<std::int64_t>(place % tile_columns_ * size_.outputs)};
  }

  void take_image(const WinogradBlock& block, const float* images, const Points& points) const {
    for_each_tile(block, all_channels_, [&](std::size_t number, std::size_t tile) {
      for (std::size_t phase = 0; phase < phases; ++phase) {
        const auto pixels = phase_pixels(images, tile, phase);
        size_.input(pixels.data(), channels_, points.image + number * all_channels_ + phase * channels_,
                    block.count * all_channels_);
      }
    });
  }

  void take_small(const WinogradBlock& block, const float* images, const Points& points) const {
    for_each_tile(block, filters_, [&](std::size_t number, std::size_t tile) {
      const auto pixels = small_pixels(images, tile);
      size_.output_gradient(pixels.data(), filters_, points.small + number * filters_,
                            block.count * filters_);
    });
  }

  // From the points of the image. Those of what is small are written over.
  void give_small(const WinogradBlock& block, const Points& points, const float* bias, float* images) const {
    blocks_.multiply_inputs(block, tiles_with_any_point(block), points.image, down_weights_, points.small);
    for_each_tile(block, filters_, [&](std::size_t number, std::size_t tile) {
      const auto pixels = small_pixels(images, tile);
      size_.output(points.small + number * filters_, block.count * filters_, filters_, bias, pixels.data());
    });
  }

  // From the points of what is small; those of the image are written over. Tiles of the image overlap by a
  // row and a column of each phase, so what they give is added.
  void add_to_image(const WinogradBlock& block, const Points& points, float* images) const {
    blocks_.multiply_outputs(block, tiles_with_any_point(block), points.small, up_weights_, points.image);
    blocks_.in_image_ranges(block, [&](std::size_t begin, std::size_t end) {
      for (std::size_t number = begin; number < end; ++number) {
        for (std::size_t phase = 0; phase < phases; ++phase) {
          const auto pixels = phase_pixels(images, block.first + number, phase);
          size_.input_gradient(points.image + number * all_channels_ + phase * channels_,
                               block.count * all_channels_, channels_, pixels.data());
        }
      }
    });
  }

  // With the bias, or zeros for nullptr.
  void start_image(const Slice& slice, float* images, const float* bias) const {
    const std::size_t pixels = size_of(slice.count) * size_of(image_.height * image_.width);
    in_ranges(pixels, 1, shares_of_numbers(pixels * channels_), [&](std::size_t begin, std::size_t end) {
      std::fill_n(images + begin * channels_, (end - begin) * channels_, 0.0F);
      if (bias != nullptr) vector_kernels().add_row(images + begin * channels_, bias, end - begin, channels_);
    });
  }

  onednn::ConvolutionGeometry geometry_;
  Shape image_;
  Shape small_;
  bool transposed_;
  bool gradients_;
  bool input_gradient_;
  bool has_bias_;
  const StridedWinograd& size_;
  std::size_t points_;        // of a tile
  std::size_t channels_;      // of a phase
  std::size_t all_channels_;  // of all phases
  std::size_t filters_;
  std::size_t kernels_;       // all_channels_ * filters_
  std::size_t tile_columns_;  // of an image
  std::size_t image_tiles_;
  WinogradBlocks blocks_;
  std::vector<float*> parameters_;
  float* taps_ = nullptr;          // [taps of a phase, all channels] of one filter
  float* down_weights_ = nullptr;  // [points, all channels, O]
  float* up_weights_ = nullptr;    // [points, O, all channels], or of one filter
};

}  // namespace

bool can_be_strided_winograd(const onednn::ConvolutionGeometry& g) {
  const auto fits = [](std::int64_t kernel) { return kernel == 3 || kernel == 4; };
  return g.stride_height == 2 && g.stride_width == 2 && fits(g.kernel_height) && fits(g.kernel_width) &&
         g.dilation_height == 1 && g.dilation_width == 1 && g.groups == 1;
}

// The estimate and what was measured: docs/decisions/2026-11-28-any-model.md.
bool strided_winograd_pays(const onednn::ConvolutionGeometry& g) {
  if (!can_be_strided_winograd(g)) return false;
  // Transforming one number at one point costs about as much as so many products of a matrix product.
  constexpr double products_of_a_transform = 16.0;
  // A product over few rows, with points to carry, is slower than one of a direct convolution by about this.
  // So kernels of three, for which a quarter to a half of the taps are zeros here, never pay.
  constexpr double slower_products = 1.5;
  constexpr std::int64_t fewest_rows = 48;
  const StridedWinograd& size = size_for(g, usual_slice);
  if (usual_slice * tiles_of(g, size) < fewest_rows) return false;
  const auto channels = static_cast<double>(phases * size_of(g.in_channels));
  const auto filters = static_cast<double>(g.out_channels);
  const double points =
      static_cast<double>(tiles_of(g, size)) * static_cast<double>(size.points * size.points);
  const double direct = static_cast<double>(g.kernel_height * g.kernel_width * g.out_height * g.out_width *
                                            g.in_channels * g.out_channels);
  return points * (slower_products * channels * filters + products_of_a_transform * (channels + filters)) <
         direct;
}

std::unique_ptr<Kernel> make_strided_winograd_kernel(const KernelRequest& request,
                                                     const onednn::ConvolutionGeometry& geometry,
                                                     bool transposed) {
  return std::make_unique<StridedWinogradKernel>(request, geometry, transposed);
}

}  // namespace cae

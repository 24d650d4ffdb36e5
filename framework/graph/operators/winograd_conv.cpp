// A 3x3 convolution of stride 1 by Winograd's F(4x4, 3x3) (primitives/winograd_transforms.h; made by the pass winograd):
// at each of 36 points one matrix product over the tiles of a slice. Backward walks the same algorithm
// transposed, so that all three directions take a quarter of the products of the direct way.
#include <array>

#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"
#include "framework/primitives/onednn.h"
#include "framework/primitives/winograd_transforms.h"

namespace cae {
namespace {

constexpr std::int64_t output_size = winograd_output;
constexpr std::int64_t input_size = winograd_input;
constexpr std::size_t taps = 9;

struct Geometry {
  Geometry(const Attributes& attributes, const Shape& in) {
    const Padding pad = attributes.padding("pad");
    rows = slide(in.height, 3, 1, 1, pad.mode, pad.height);
    columns = slide(in.width, 3, 1, 1, pad.mode, pad.width);
  }
  Axis rows;
  Axis columns;
};

// Pointers to the pixels of a square tile of one image whose corner is at (row, column); nullptr outside.
template <std::int64_t size, class Number>
std::array<Number*, size * size> pixels_of(Number* image, const Shape& shape, std::int64_t row,
                                           std::int64_t column) {
  std::array<Number*, size * size> pixels{};
  for (std::int64_t r = 0; r < size; ++r) {
    for (std::int64_t c = 0; c < size; ++c) {
      const std::int64_t y = row + r;
      const std::int64_t x = column + c;
      if (y < 0 || y >= shape.height || x < 0 || x >= shape.width) continue;
      pixels[size_of(r * size + c)] = image + size_of((y * shape.width + x) * shape.channels);
    }
  }
  return pixels;
}

class WinogradKernel final : public Kernel {
 public:
  explicit WinogradKernel(const KernelRequest& request)
      : in_(request.inputs[0]),
        out_(request.node.shape),
        geometry_(request.node.attributes, in_),
        gradients_(request.gradients),
        has_bias_(request.node.attributes.flag("bias")),
        channels_(size_of(in_.channels)),
        filters_(size_of(out_.channels)),
        tile_rows_((out_.height + output_size - 1) / output_size),
        tile_columns_((out_.width + output_size - 1) / output_size),
        slice_tiles_(size_of(request.slice) * size_of(tile_rows_ * tile_columns_)) {}

  // Scratch: the points of a slice's tiles, of the input and of the output; backward also those of the
  // weights.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.scratch = input_points_bytes() + carved<float>(winograd_points * slice_tiles_ * filters_);
    if (gradients_) needs.scratch += input_points_bytes() + weight_points_bytes();
    needs.workspace = weight_points_bytes() + carved<float>(taps * channels_);
    needs.gradient_partials = {gradients_ ? taps * filters_ * channels_ : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, winograd_points * filters_ * channels_);
    filter_ = carve<float>(region, taps * channels_);
  }

  void prepare(const StepContext&) override {
    for (std::size_t o = 0; o < filters_; ++o) {
      const float* oihw = parameters_[0] + o * channels_ * taps;
      for (std::size_t c = 0; c < channels_; ++c) {
        for (std::size_t tap = 0; tap < taps; ++tap) filter_[tap * channels_ + c] = oihw[c * taps + tap];
      }
      winograd_transforms().weights(filter_, channels_, channels_, weights_ + o * channels_,
                                    filters_ * channels_);
    }
  }

  void forward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* inputs = carve<float>(scratch, winograd_points * slice_tiles_ * channels_);
    auto* outputs = carve<float>(scratch, winograd_points * slice_tiles_ * filters_);
    const std::size_t tiles = tiles_of(slice);
    transform_input(slice, inputs);
    for (std::size_t p = 0; p < winograd_points; ++p) {
      onednn::matmul(false, true, signed_of(tiles), out_.channels, in_.channels,
                     inputs + p * tiles * channels_, in_.channels, weights_ + p * filters_ * channels_,
                     in_.channels, 0.0F, outputs + p * tiles * filters_, out_.channels);
    }
    for_each_tile(slice, [&](std::size_t tile, std::size_t image, std::int64_t row, std::int64_t column) {
      const auto pixels = pixels_of<output_size>(slice.output + image * elements_of(out_), out_, row, column);
      winograd_transforms().output(outputs + tile * filters_, tiles * filters_, filters_,
                                   has_bias_ ? parameters_[1] : nullptr, pixels.data());
    });
  }

  void backward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* inputs = carve<float>(scratch, winograd_points * slice_tiles_ * channels_);
    auto* outputs = carve<float>(scratch, winograd_points * slice_tiles_ * filters_);
    auto* input_gradients = carve<float>(scratch, winograd_points * slice_tiles_ * channels_);
    auto* weight_gradients = carve<float>(scratch, winograd_points * filters_ * channels_);
    const std::size_t tiles = tiles_of(slice);
    const bool input_wanted = slice.input_gradients[0] != nullptr;
    transform_input(slice, inputs);
    for_each_tile(slice, [&](std::size_t tile, std::size_t image, std::int64_t row, std::int64_t column) {
      const auto pixels =
          pixels_of<output_size>(slice.output_gradient + image * elements_of(out_), out_, row, column);
      winograd_transforms().output_gradient(pixels.data(), filters_, outputs + tile * filters_,
                                            tiles * filters_);
    });
    for (std::size_t p = 0; p < winograd_points; ++p) {
      const float* dy = outputs + p * tiles * filters_;
      onednn::matmul(true, false, out_.channels, in_.channels, signed_of(tiles), dy, out_.channels,
                     inputs + p * tiles * channels_, in_.channels, 0.0F,
                     weight_gradients + p * filters_ * channels_, in_.channels);
      if (!input_wanted) continue;
      onednn::matmul(false, false, signed_of(tiles), in_.channels, out_.channels, dy, out_.channels,
                     weights_ + p * filters_ * channels_, in_.channels, 0.0F,
                     input_gradients + p * tiles * channels_, in_.channels);
    }
    winograd_transforms().weights_gradient(weight_gradients, filters_ * channels_, filters_ * channels_,
                                           slice.gradient_partials[0], filters_ * channels_);
    if (has_bias_) {
      vector_kernels().column_sums(slice.output_gradient,
                                   size_of(slice.count) * size_of(out_.height * out_.width), filters_,
                                   slice.gradient_partials[1]);
    }
    if (input_wanted) transform_back(slice, input_gradients);
  }

  // The partial gradient is [taps, O, C].
  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    const std::size_t kernels = filters_ * channels_;
    for (std::size_t k = 0; k < kernels; ++k) {
      for (std::size_t tap = 0; tap < taps; ++tap) gradient[k * taps + tap] = sum[tap * kernels + k];
    }
  }

 private:
  static std::int64_t signed_of(std::size_t count) { return static_cast<std::int64_t>(count); }
  std::size_t input_points_bytes() const { return carved<float>(winograd_points * slice_tiles_ * channels_); }
  std::size_t weight_points_bytes() const { return carved<float>(winograd_points * filters_ * channels_); }
  std::size_t tiles_of(const Slice& slice) const {
    return size_of(slice.count) * size_of(tile_rows_ * tile_columns_);
  }

  // f(tile, image, row and column of the tile's corner in the output).
  template <class F>
  void for_each_tile(const Slice& slice, F f) const {
    std::size_t tile = 0;
    for (int image = 0; image < slice.count; ++image) {
      for (std::int64_t row = 0; row < tile_rows_; ++row) {
        for (std::int64_t column = 0; column < tile_columns_; ++column, ++tile) {
          f(tile, size_of(image), row * output_size, column * output_size);
        }
      }
    }
  }

  void transform_input(const Slice& slice, float* points) const {
    const std::size_t stride = tiles_of(slice) * channels_;
    for_each_tile(slice, [&](std::size_t tile, std::size_t image, std::int64_t row, std::int64_t column) {
      const auto pixels = pixels_of<input_size>(slice.inputs[0] + image * elements_of(in_), in_,
                                                row - geometry_.rows.padding.before,
                                                column - geometry_.columns.padding.before);
      winograd_transforms().input(pixels.data(), channels_, points + tile * channels_, stride);
    });
  }

  // Tiles of the input overlap by two rows and columns; what falls there is added.
  void transform_back(const Slice& slice, const float* points) const {
    const std::size_t stride = tiles_of(slice) * channels_;
    std::fill_n(slice.input_gradients[0], slice_elements(slice, in_), 0.0F);
    for_each_tile(slice, [&](std::size_t tile, std::size_t image, std::int64_t row, std::int64_t column) {
      const auto pixels = pixels_of<input_size>(slice.input_gradients[0] + image * elements_of(in_), in_,
                                                row - geometry_.rows.padding.before,
                                                column - geometry_.columns.padding.before);
      winograd_transforms().input_gradient(points + tile * channels_, stride, channels_, pixels.data());
    });
  }

  Shape in_;
  Shape out_;
  Geometry geometry_;
  bool gradients_;
  bool has_bias_;
  std::size_t channels_;
  std::size_t filters_;
  std::int64_t tile_rows_;
  std::int64_t tile_columns_;
  std::size_t slice_tiles_;
  std::vector<float*> parameters_;
  float* weights_ = nullptr;  // [points, O, C]
  float* filter_ = nullptr;   // [taps, C], of one filter
};

class WinogradConv final : public Operator {
 public:
  std::string_view kind() const override { return "winograd_conv"; }
  std::string_view summary() const override { return "a 3x3 convolution by Winograd's algorithm"; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("filters"), padding_attribute(),
                                                  bias_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Geometry geometry(attributes, inputs[0]);
    return Shape::image(geometry.rows.output, geometry.columns.output, attributes.integer("filters"));
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<WinogradKernel>(request);
  }
};

}  // namespace

const Operator& winograd_conv_operator() {
  static const WinogradConv op;
  return op;
}

}  // namespace cae

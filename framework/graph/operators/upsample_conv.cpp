// Nearest upsampling followed by a convolution of stride 1, as one operator (made by the pass
// fuse-upsample-conv).
//
// The convolution of a repeated image repeats its products. Every product of a tap is computed once, at low
// resolution: P = X W with X [h*w, C] and W [C, kh*kw*O] is one matrix product an image. An output pixel is
// then the sum, over the taps (u, v) of its window, of P at the source pixel under each tap: first over u for
// each output row, then over v for each output column. Backward is the transpose: dY is summed into dP the
// same way, then dX = dP W^T and dW = X^T dP. It is exact algebra: kh*kw*h*w products instead of
// kh*kw*(fh*h)*(fw*w).
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"
#include "framework/primitives/onednn.h"

namespace cae {
namespace {

// A tap of the window, and the source row (or column) that it reads.
struct Tap {
  std::size_t tap;
  std::size_t source;
};

// For each place along one axis of the output: the taps that fall inside the image.
std::vector<std::vector<Tap>> taps_of(std::int64_t size, std::int64_t factor, std::int64_t kernel,
                                      const Axis& axis) {
  std::vector<std::vector<Tap>> places;
  for (std::int64_t place = 0; place < axis.output; ++place) {
    std::vector<Tap> taps;
    for (std::int64_t tap = 0; tap < kernel; ++tap) {
      const std::int64_t upsampled = place + tap - axis.padding.before;
      if (upsampled >= 0 && upsampled < size * factor)
        taps.push_back({size_of(tap), size_of(upsampled / factor)});
    }
    places.push_back(std::move(taps));
  }
  return places;
}

struct Geometry {
  explicit Geometry(const Attributes& attributes, const Shape& in)
      : factor(attributes.window("factor")), kernel(attributes.window("kernel")) {
    const Padding pad = attributes.padding("pad");
    rows = slide(in.height * factor.height, kernel.height, 1, 1, pad.mode, pad.height);
    columns = slide(in.width * factor.width, kernel.width, 1, 1, pad.mode, pad.width);
  }
  Window factor;
  Window kernel;
  Axis rows;
  Axis columns;
};

class UpsampleConvKernel final : public Kernel {
 public:
  explicit UpsampleConvKernel(const KernelRequest& request)
      : in_(request.inputs[0]),
        out_(request.node.shape),
        gradients_(request.gradients),
        has_bias_(request.node.attributes.flag("bias")) {
    const Geometry geometry(request.node.attributes, in_);
    rows_ = taps_of(in_.height, geometry.factor.height, geometry.kernel.height, geometry.rows);
    columns_ = taps_of(in_.width, geometry.factor.width, geometry.kernel.width, geometry.columns);
    kernel_height_ = size_of(geometry.kernel.height);
    kernel_width_ = size_of(geometry.kernel.width);
    filters_ = size_of(out_.channels);
    row_taps_ = kernel_width_ * filters_;
    taps_ = kernel_height_ * row_taps_;
    pixels_ = size_of(in_.height * in_.width);
  }

  // Scratch: the products of one image, and their sums along one output row.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.scratch = carved<float>(pixels_ * taps_) + carved<float>(size_of(in_.width) * row_taps_);
    needs.workspace = carved<float>(size_of(in_.channels) * taps_);
    needs.gradient_partials = {gradients_ ? size_of(in_.channels) * taps_ : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, size_of(in_.channels) * taps_);
  }

  void prepare(const StepContext&) override {
    for_each_weight([&](std::size_t oihw, std::size_t packed) { weights_[packed] = parameters_[0][oihw]; });
  }

  void forward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* products = carve<float>(scratch, pixels_ * taps_);
    auto* row_sums = carve<float>(scratch, size_of(in_.width) * row_taps_);
    for (int image = 0; image < slice.count; ++image) {
      const float* x = slice.inputs[0] + size_of(image) * elements_of(in_);
      float* y = slice.output + size_of(image) * elements_of(out_);
      onednn::matmul(false, false, signed_of(pixels_), signed_of(taps_), in_.channels, x, in_.channels,
                     weights_, signed_of(taps_), 0.0F, products, signed_of(taps_));
      for (const std::vector<Tap>& row : rows_) {
        sum_rows(row, products, row_sums);
        for (const std::vector<Tap>& column : columns_) {
          start(y);
          for (const Tap& tap : column) {
            vector_kernels().add(y, row_sums + tap.source * row_taps_ + tap.tap * filters_, filters_);
          }
          y += filters_;
        }
      }
    }
  }

  void backward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* products = carve<float>(scratch, pixels_ * taps_);
    auto* row_sums = carve<float>(scratch, size_of(in_.width) * row_taps_);
    for (int image = 0; image < slice.count; ++image) {
      const float* x = slice.inputs[0] + size_of(image) * elements_of(in_);
      spread(slice.output_gradient + size_of(image) * elements_of(out_), products, row_sums);
      onednn::matmul(true, false, in_.channels, signed_of(taps_), signed_of(pixels_), x, in_.channels,
                     products, signed_of(taps_), image == 0 ? 0.0F : 1.0F, slice.gradient_partials[0],
                     signed_of(taps_));
      if (slice.input_gradients[0] == nullptr) continue;
      onednn::matmul(false, true, signed_of(pixels_), in_.channels, signed_of(taps_), products,
                     signed_of(taps_), weights_, signed_of(taps_), 0.0F,
                     slice.input_gradients[0] + size_of(image) * elements_of(in_), in_.channels);
    }
    if (has_bias_) {
      vector_kernels().column_sums(slice.output_gradient,
                                   size_of(slice.count) * rows_.size() * columns_.size(), filters_,
                                   slice.gradient_partials[1]);
    }
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    for_each_weight([&](std::size_t oihw, std::size_t packed) { gradient[oihw] = sum[packed]; });
  }

 private:
  static std::int64_t signed_of(std::size_t count) { return static_cast<std::int64_t>(count); }

  void start(float* y) const {
    if (has_bias_) {
      std::copy_n(parameters_[1], filters_, y);
    } else {
      std::fill_n(y, filters_, 0.0F);
    }
  }

  // row_sums[source column, v, o] = sum over the taps u of one output row of P[source row, source column, u,
  // v, o].
  void sum_rows(const std::vector<Tap>& row, const float* products, float* row_sums) const {
    const auto width = size_of(in_.width);
    for (std::size_t column = 0; column < width; ++column) {
      float* sum = row_sums + column * row_taps_;
      if (row.empty()) std::fill_n(sum, row_taps_, 0.0F);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const float* term = products + (row[i].source * width + column) * taps_ + row[i].tap * row_taps_;
        if (i == 0) {
          std::copy_n(term, row_taps_, sum);
        } else {
          vector_kernels().add(sum, term, row_taps_);
        }
      }
    }
  }

  // dP of one image from its dY.
  void spread(const float* dy, float* products, float* row_sums) const {
    const auto width = size_of(in_.width);
    std::fill_n(products, pixels_ * taps_, 0.0F);
    for (const std::vector<Tap>& row : rows_) {
      std::fill_n(row_sums, width * row_taps_, 0.0F);
      for (const std::vector<Tap>& column : columns_) {
        for (const Tap& tap : column) {
          vector_kernels().add(row_sums + tap.source * row_taps_ + tap.tap * filters_, dy, filters_);
        }
        dy += filters_;
      }
      for (const Tap& tap : row) {
        for (std::size_t column = 0; column < width; ++column) {
          vector_kernels().add(products + (tap.source * width + column) * taps_ + tap.tap * row_taps_,
                               row_sums + column * row_taps_, row_taps_);
        }
      }
    }
  }

  // f(place in OIHW, place in [C, kh, kw, O]).
  template <class F>
  void for_each_weight(F f) const {
    const auto channels = size_of(in_.channels);
    const std::size_t area = kernel_height_ * kernel_width_;
    for (std::size_t c = 0; c < channels; ++c) {
      for (std::size_t tap = 0; tap < area; ++tap) {
        for (std::size_t o = 0; o < filters_; ++o)
          f((o * channels + c) * area + tap, (c * area + tap) * filters_ + o);
      }
    }
  }

  Shape in_;
  Shape out_;
  bool gradients_;
  bool has_bias_;
  std::vector<std::vector<Tap>> rows_;
  std::vector<std::vector<Tap>> columns_;
  std::size_t kernel_height_ = 1;
  std::size_t kernel_width_ = 1;
  std::size_t filters_ = 1;
  std::size_t row_taps_ = 1;  // kernel_width * filters
  std::size_t taps_ = 1;      // kernel_height * kernel_width * filters
  std::size_t pixels_ = 1;    // of the input
  std::vector<float*> parameters_;
  float* weights_ = nullptr;  // [C, kh, kw, O]
};

class UpsampleConv final : public Operator {
 public:
  std::string_view kind() const override { return "upsample_conv"; }
  std::string_view summary() const override { return "nearest upsampling and a convolution in one"; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{kernel_attribute("factor"), units_attribute("filters"),
                                                  kernel_attribute("kernel"), padding_attribute(),
                                                  bias_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Geometry geometry(attributes, inputs[0]);
    return Shape::image(geometry.rows.output, geometry.columns.output, attributes.integer("filters"));
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<UpsampleConvKernel>(request);
  }
};

}  // namespace

const Operator& upsample_conv_operator() {
  static const UpsampleConv op;
  return op;
}

}  // namespace cae

// Upsampling by a whole factor (rules/interpolation.h).
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/interpolation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class UpsampleKernel final : public Kernel {
 public:
  explicit UpsampleKernel(const KernelRequest& request) : in_(request.inputs[0]), out_(request.node.shape) {
    const Window factor = request.node.attributes.window("factor");
    nearest_ = request.node.attributes.choice("mode") == "nearest";
    rows_ = interpolate(in_.height, factor.height, nearest_);
    columns_ = interpolate(in_.width, factor.width, nearest_);
  }
  KernelNeeds needs() const override { return {}; }

  void forward(int, const Slice& slice) override {
    const auto channels = size_of(in_.channels);
    for_each_pixel(slice,
                   [&](std::size_t output, std::size_t base, const Between& row, const Between& column) {
                     float* to = slice.output + output;
                     const float* from = slice.inputs[0] + base;
                     if (nearest_) {
                       std::copy_n(from + pixel(row.low, column.low), channels, to);
                       return;
                     }
                     std::fill_n(to, channels, 0.0F);
                     for_each_corner(row, column, [&](std::size_t at, float weight) {
                       vector_kernels().accumulate(weight, from + at, to, channels);
                     });
                   });
  }

  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    const auto channels = size_of(in_.channels);
    std::fill_n(gradient, slice_elements(slice, in_), 0.0F);
    for_each_pixel(slice,
                   [&](std::size_t output, std::size_t base, const Between& row, const Between& column) {
                     const float* from = slice.output_gradient + output;
                     if (nearest_) {
                       vector_kernels().add(gradient + base + pixel(row.low, column.low), from, channels);
                       return;
                     }
                     for_each_corner(row, column, [&](std::size_t at, float weight) {
                       vector_kernels().accumulate(weight, from, gradient + base + at, channels);
                     });
                   });
  }

 private:
  std::size_t pixel(std::int64_t row, std::int64_t column) const {
    return size_of((row * in_.width + column) * in_.channels);
  }
  template <class F>
  void for_each_pixel(const Slice& slice, F f) const {
    std::size_t output = 0;
    for (int image = 0; image < slice.count; ++image) {
      for (const Between& row : rows_) {
        for (const Between& column : columns_) {
          f(output, size_of(image) * elements_of(in_), row, column);
          output += size_of(in_.channels);
        }
      }
    }
  }
  template <class F>
  void for_each_corner(const Between& row, const Between& column, F f) const {
    f(pixel(row.low, column.low), (1 - row.weight) * (1 - column.weight));
    f(pixel(row.low, column.high), (1 - row.weight) * column.weight);
    f(pixel(row.high, column.low), row.weight * (1 - column.weight));
    f(pixel(row.high, column.high), row.weight * column.weight);
  }

  Shape in_;
  Shape out_;
  bool nearest_ = true;
  std::vector<Between> rows_;
  std::vector<Between> columns_;
};

class Upsample final : public Operator {
 public:
  std::string_view kind() const override { return "upsample"; }
  std::string_view summary() const override { return "each pixel becomes FACTOR x FACTOR pixels"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{kernel_attribute("factor"), upsampling_mode_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window factor = attributes.window("factor");
    const Shape out = Shape::image(in.height * factor.height, in.width * factor.width, in.channels);
    if (auto problem = out_of_bounds(out, "factor")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<UpsampleKernel>(request);
  }
};

}  // namespace

const Operator& upsample_operator() {
  static const Upsample op;
  return op;
}

}  // namespace cae

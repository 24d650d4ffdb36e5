// Pooling: the largest or the mean of each window. `same` and fixed padding as TensorFlow: padding is never
// the largest and is not counted in the mean. Of equal values the first in reading order wins, as in every
// framework.
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

// One window of the output: the rows and columns of the input that it covers.
struct Cover {
  std::int64_t begin;
  std::int64_t end;
};

Cover cover(std::int64_t place, std::int64_t stride, std::int64_t before, std::int64_t window,
            std::int64_t size) {
  const std::int64_t start = place * stride - before;
  return {std::max<std::int64_t>(start, 0), std::min(start + window, size)};
}

class PoolKernel : public Kernel {
 public:
  PoolKernel(const KernelRequest& request, PoolWindow window)
      : in_(request.inputs[0]), out_(request.node.shape) {
    const Padding pad = request.node.attributes.padding("pad");
    window_ = window.window;
    stride_ = window.stride;
    rows_ = slide(in_.height, window_.height, stride_.height, 1, pad.mode, pad.height);
    columns_ = slide(in_.width, window_.width, stride_.width, 1, pad.mode, pad.width);
  }

 protected:
  // Calls f(offset of the output pixel, covered rows, covered columns, offset of the image's input).
  template <class F>
  void for_each_window(const Slice& slice, F f) const {
    const auto channels = size_of(out_.channels);
    std::size_t output = 0;
    for (int image = 0; image < slice.count; ++image) {
      const std::size_t base = size_of(image) * elements_of(in_);
      for (std::int64_t i = 0; i < out_.height; ++i) {
        const Cover rows = cover(i, stride_.height, rows_.padding.before, window_.height, in_.height);
        for (std::int64_t j = 0; j < out_.width; ++j, output += channels) {
          const Cover columns = cover(j, stride_.width, columns_.padding.before, window_.width, in_.width);
          f(output, rows, columns, base);
        }
      }
    }
  }
  std::size_t pixel(std::int64_t row, std::int64_t column) const {
    return size_of((row * in_.width + column) * in_.channels);
  }

  Shape in_;
  Shape out_;
  Window window_;
  Window stride_;
  Axis rows_;
  Axis columns_;
};

class MaxPoolKernel final : public PoolKernel {
 public:
  using PoolKernel::PoolKernel;
  // The pixel of each maximum, for backward.
  KernelNeeds needs() const override {
    return {.saved_per_image = elements_of(out_) * sizeof(std::uint32_t)};
  }

  void forward(int, const Slice& slice) override {
    auto* places = reinterpret_cast<std::uint32_t*>(slice.saved);
    const auto channels = size_of(out_.channels);
    for_each_window(slice, [&](std::size_t output, Cover rows, Cover columns, std::size_t base) {
      float* best = slice.output + output;
      const auto start = pixel(rows.begin, columns.begin);
      std::copy_n(slice.inputs[0] + base + start, channels, best);
      std::fill_n(places + output, channels,
                  static_cast<std::uint32_t>(rows.begin * in_.width + columns.begin));
      for (std::int64_t r = rows.begin; r < rows.end; ++r) {
        for (std::int64_t c = columns.begin; c < columns.end; ++c) {
          vector_kernels().maximum(slice.inputs[0] + base + pixel(r, c),
                                   static_cast<std::uint32_t>(r * in_.width + c), best, places + output,
                                   channels);
        }
      }
    });
  }

  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    const auto* places = reinterpret_cast<const std::uint32_t*>(slice.saved);
    const auto channels = size_of(out_.channels);
    std::fill_n(gradient, slice_elements(slice, in_), 0.0F);
    for_each_window(slice, [&](std::size_t output, Cover, Cover, std::size_t base) {
      for (std::size_t c = 0; c < channels; ++c) {
        gradient[base + places[output + c] * channels + c] += slice.output_gradient[output + c];
      }
    });
  }
};

class MeanPoolKernel final : public PoolKernel {
 public:
  using PoolKernel::PoolKernel;
  KernelNeeds needs() const override { return {}; }

  void forward(int, const Slice& slice) override {
    const auto channels = size_of(out_.channels);
    for_each_window(slice, [&](std::size_t output, Cover rows, Cover columns, std::size_t base) {
      float* sum = slice.output + output;
      std::fill_n(sum, channels, 0.0F);
      const float weight = weight_of(rows, columns);
      for (std::int64_t r = rows.begin; r < rows.end; ++r) {
        for (std::int64_t c = columns.begin; c < columns.end; ++c) {
          vector_kernels().accumulate(weight, slice.inputs[0] + base + pixel(r, c), sum, channels);
        }
      }
    });
  }

  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    const auto channels = size_of(out_.channels);
    std::fill_n(gradient, slice_elements(slice, in_), 0.0F);
    for_each_window(slice, [&](std::size_t output, Cover rows, Cover columns, std::size_t base) {
      const float weight = weight_of(rows, columns);
      for (std::int64_t r = rows.begin; r < rows.end; ++r) {
        for (std::int64_t c = columns.begin; c < columns.end; ++c) {
          vector_kernels().accumulate(weight, slice.output_gradient + output, gradient + base + pixel(r, c),
                                      channels);
        }
      }
    });
  }

 private:
  static float weight_of(Cover rows, Cover columns) {
    return 1.0F / static_cast<float>((rows.end - rows.begin) * (columns.end - columns.begin));
  }
};

std::unique_ptr<Kernel> make_kernel(const KernelRequest& request, PoolWindow window) {
  if (request.node.attributes.choice("mode") == "max")
    return std::make_unique<MaxPoolKernel>(request, window);
  return std::make_unique<MeanPoolKernel>(request, window);
}

class Pool final : public Operator {
 public:
  std::string_view kind() const override { return "pool"; }
  std::string_view summary() const override { return "the largest or the mean of each window"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = [] {
      AttributeSpec window = kernel_attribute("window");
      window.words = {"global"};
      window.help = "one number, HxW, or global";
      AttributeSpec stride = step_attribute("stride", false);
      stride.help = "one number or HxW; the window if not given";
      return std::vector<AttributeSpec>{{.name = "mode",
                                         .type = AttributeType::choice,
                                         .positional = true,
                                         .required = true,
                                         .words = {"max", "avg"},
                                         .help = "max or avg"},
                                        window,
                                        stride,
                                        padding_attribute()};
    }();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const auto [window, stride] = pool_window(attributes, in);
    const Padding pad = attributes.padding("pad");
    if (pad.mode == Padding::Mode::fixed && (pad.height >= window.height || pad.width >= window.width)) {
      return ShapeProblem{.attribute = "pad",
                          .reason = "whose pad " + to_string(AttributeValue(pad)) + " leaves windows of " +
                                    to_string(AttributeValue(window)) + " with padding alone",
                          .help = "use a pad smaller than the window"};
    }
    const Axis rows = slide(in.height, window.height, stride.height, 1, pad.mode, pad.height);
    const Axis columns = slide(in.width, window.width, stride.width, 1, pad.mode, pad.width);
    if (rows.output < 1 || columns.output < 1) {
      const Window least{std::max<std::int64_t>(window.height - 2 * pad.height, 1),
                         std::max<std::int64_t>(window.width - 2 * pad.width, 1)};
      return ShapeProblem{.attribute = "window",
                          .reason = "whose window is " + to_string(AttributeValue(window)),
                          .needed = "at least " + to_string(AttributeValue(least)),
                          .help = "use a smaller window, pad=same, or 'global'"};
    }
    const Shape out = Shape::image(rows.output, columns.output, in.channels);
    if (auto problem = out_of_bounds(out, "pad")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return make_kernel(request, pool_window(request.node.attributes, request.inputs[0]));
  }
};

}  // namespace

const Operator& pool_operator() {
  static const Pool op;
  return op;
}

}  // namespace cae

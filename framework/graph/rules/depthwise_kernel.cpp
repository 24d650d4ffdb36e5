#include "framework/graph/rules/depthwise_kernel.h"

#include <array>
#include <optional>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/tap_runs.h"
#include "framework/primitives/depthwise.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

using Geometry = onednn::ConvolutionGeometry;

constexpr std::size_t most_taps = 128;      // of a kernel
constexpr std::size_t share_channels = 16;  // of shares of the weight gradients

class DepthwiseKernel final : public Kernel {
 public:
  DepthwiseKernel(const KernelRequest& request, const Geometry& geometry)
      : gradients_(request.gradients),
        input_gradient_(request.gradients && request.input_gradient),
        has_bias_(request.node.attributes.boolean("bias")),
        channels_(size_of(geometry.in_channels)),
        kernel_width_(size_of(geometry.kernel_width)),
        area_(size_of(geometry.kernel_height * geometry.kernel_width)),
        in_width_(size_of(geometry.in_width)),
        out_width_(size_of(geometry.out_width)) {
    const Fusion& fusion = request.node.fusion;
    if (!fusion.activation.is_linear()) activation_.emplace(fusion.activation);
    applies_gradient_ = activation_ && !fusion.activation_gradient_by_reader;
    const ConvolvedAxis rows{geometry.in_height,     geometry.out_height,      geometry.kernel_height,
                             geometry.stride_height, geometry.dilation_height, geometry.pad_top};
    const ConvolvedAxis columns{geometry.in_width,     geometry.out_width,      geometry.kernel_width,
                                geometry.stride_width, geometry.dilation_width, geometry.pad_left};
    for (std::int64_t row = 0; row < rows.out; ++row)
      output_rows_.push_back({.first = row, .count = 1, .taps = taps_of_output(rows, row)});
    for (std::int64_t row = 0; row < rows.in; ++row)
      input_rows_.push_back({.first = row, .count = 1, .taps = taps_of_input(rows, row)});
    output_row_runs_ = output_runs(rows);
    output_columns_ = output_runs(columns);
    input_columns_ = input_runs(columns);
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .output_in_backward = applies_gradient_, .by_image = true};
    needs.workspace = carved<float>(weights());
    needs.gradient_partials = {gradients_ ? weights() : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? channels_ : 0);
    return needs;
  }

  ProductOperations products() const override {
    const double each =
        2.0 * static_cast<double>(output_rows_.size() * out_width_) * static_cast<double>(weights());
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, weights());
  }

  void pack_weights() override { cae::transpose(parameters_[0], channels_, area_, weights_); }

  void forward(int, const Slice& slice) override {
    const float* bias = has_bias_ ? parameters_[1] : nullptr;
    in_rows(slice, output_rows_.size(), output_numbers(slice), [&](std::size_t image, std::size_t row) {
      const float* x = slice.inputs[0] + image * input_floats();
      float* y = slice.output + image * output_floats();
      in_areas(output_rows_[row], output_columns_, in_width_, out_width_,
               [&](const DepthwiseArea& area, std::size_t first) {
                 depthwise().forward(area, x, weights_, bias, y + first);
               });
      y += row * output_row();
      if (activation_) activation_->apply(y, y, output_row());
    });
  }

  void backward(int, const Slice& slice) override {
    if (!slice.continues) {
      std::fill_n(slice.gradient_partials[0], weights(), 0.0F);
      if (has_bias_) std::fill_n(slice.gradient_partials[1], channels_, 0.0F);
    }
    if (applies_gradient_) {
      in_rows(slice, output_rows_.size(), output_numbers(slice), [&](std::size_t image, std::size_t row) {
        const std::size_t at = image * output_floats() + row * output_row();
        float* dy = slice.output_gradient + at;
        activation_->gradient(slice.output + at, dy, dy, output_row());
      });
    }
    in_ranges(channels_, share_channels, shares_of_numbers(2 * output_numbers(slice)),
              [&](std::size_t begin, std::size_t end) { add_weight_gradients(slice, begin, end); });
    if (input_gradient_) assign_input_gradients(slice);
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, channels_, gradient);
      return;
    }
    cae::transpose(sum, area_, channels_, gradient);
  }

 private:
  std::size_t weights() const { return area_ * channels_; }
  std::size_t input_row() const { return in_width_ * channels_; }
  std::size_t output_row() const { return out_width_ * channels_; }
  std::size_t input_floats() const { return input_rows_.size() * input_row(); }
  std::size_t output_floats() const { return output_rows_.size() * output_row(); }
  std::size_t output_numbers(const Slice& slice) const { return size_of(slice.count) * output_floats(); }

  // f(image, row) for the rows of all images, shared where `numbers` are many.
  template <class F>
  static void in_rows(const Slice& slice, std::size_t height, std::size_t numbers, const F& f) {
    in_ranges(size_of(slice.count) * height, 1, shares_of_numbers(2 * numbers),
              [&](std::size_t begin, std::size_t end) {
                for (std::size_t row = begin; row < end; ++row) f(row / height, row % height);
              });
  }

  // f(area, place of its first number in the image) for all pixels of a run of rows, of an image of `width`
  // columns that reads one of `from_width`.
  template <class F>
  void in_areas(const TapRun& rows, const std::vector<TapRun>& columns, std::size_t from_width,
                std::size_t width, const F& f) const {
    std::array<DepthwiseTap, most_taps> taps;
    for (const TapRun& run : columns) {
      std::size_t count = 0;
      for (const TapPlace& row : rows.taps) {
        for (const TapPlace& column : run.taps) {
          taps[count++] = {.from = (size_of(row.place) * from_width + size_of(column.place)) * channels_,
                           .weights = (size_of(row.tap) * kernel_width_ + size_of(column.tap)) * channels_};
        }
      }
      f({.taps = taps.data(),
         .count = count,
         .rows = size_of(rows.count),
         .pixels = size_of(run.count),
         .x_row = size_of(rows.from_step) * from_width * channels_,
         .y_row = size_of(rows.step) * width * channels_,
         .x_step = size_of(run.from_step) * channels_,
         .y_step = size_of(run.step) * channels_,
         .channels = channels_},
        (size_of(rows.first) * width + size_of(run.first)) * channels_);
    }
  }

  // Of the channels [begin, end).
  void add_weight_gradients(const Slice& slice, std::size_t begin, std::size_t end) const {
    float* weights = slice.gradient_partials[0] + begin;
    float* bias = has_bias_ ? slice.gradient_partials[1] + begin : nullptr;
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      const float* x = slice.inputs[0] + image * input_floats() + begin;
      const float* dy = slice.output_gradient + image * output_floats() + begin;
      for (const TapRun& rows : output_row_runs_) {
        in_areas(rows, output_columns_, in_width_, out_width_, [&](DepthwiseArea area, std::size_t first) {
          area.channels = end - begin;
          depthwise().add_gradients(area, x, dy + first, weights, bias);
        });
      }
    }
  }

  void assign_input_gradients(const Slice& slice) const {
    in_rows(slice, input_rows_.size(), size_of(slice.count) * input_floats(),
            [&](std::size_t image, std::size_t row) {
              const float* dy = slice.output_gradient + image * output_floats();
              float* dx = slice.input_gradients[0] + image * input_floats();
              in_areas(input_rows_[row], input_columns_, out_width_, in_width_,
                       [&](const DepthwiseArea& area, std::size_t first) {
                         depthwise().forward(area, dy, weights_, nullptr, dx + first);
                       });
            });
  }

  bool gradients_;
  bool input_gradient_;
  bool has_bias_;
  std::size_t channels_;
  std::size_t kernel_width_;
  std::size_t area_;  // of the kernel
  std::size_t in_width_;
  std::size_t out_width_;
  std::optional<ActivationFunction> activation_;
  bool applies_gradient_ = false;    // of the activation; else the reader of the output does
  std::vector<TapRun> output_rows_;  // each by itself, with the input rows that it reads
  std::vector<TapRun> input_rows_;   // ... with the output rows that read it
  std::vector<TapRun> output_row_runs_;
  std::vector<TapRun> output_columns_;
  std::vector<TapRun> input_columns_;
  std::vector<float*> parameters_;
  float* weights_ = nullptr;  // [kh, kw, C]
};

}  // namespace

bool is_depthwise(const Geometry& geometry) {
  return geometry.groups > 1 && geometry.groups == geometry.in_channels &&
         geometry.in_channels == geometry.out_channels &&
         size_of(geometry.kernel_height * geometry.kernel_width) <= most_taps;
}

std::unique_ptr<Kernel> make_depthwise_kernel(const KernelRequest& request, const Geometry& geometry) {
  return std::make_unique<DepthwiseKernel>(request, geometry);
}

}  // namespace cae

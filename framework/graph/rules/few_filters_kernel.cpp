#include "framework/graph/rules/few_filters_kernel.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/padded_image.h"
#include "framework/primitives/narrow_convolution.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

// X with zeros where windows reach beyond it.
PaddedImage padded_input(const FewFiltersAxis& rows, const FewFiltersAxis& columns, std::int64_t channels) {
  const auto side = [](const FewFiltersAxis& axis) {
    const std::int64_t places = (axis.outputs + axis.step - 1) / axis.step;
    return places + axis.source_span().high - axis.source_span().low;
  };
  return PaddedImage({.height = side(rows),
                      .width = side(columns),
                      .top = -rows.source_span().low,
                      .left = -columns.source_span().low,
                      .image_height = rows.sources,
                      .image_width = columns.sources,
                      .channels = channels});
}

// dY with zeros around it, so that each pixel of X finds the outputs that it is part of.
PaddedImage padded_gradient(const FewFiltersAxis& rows, const FewFiltersAxis& columns, std::int64_t filters) {
  const auto side = [](const FewFiltersAxis& axis) {
    return (axis.sources - 1) * axis.step + axis.output_span().high - axis.output_span().low + 1;
  };
  return PaddedImage({.height = side(rows),
                      .width = side(columns),
                      .top = -rows.output_span().low,
                      .left = -columns.output_span().low,
                      .image_height = rows.outputs,
                      .image_width = columns.outputs,
                      .channels = filters});
}

constexpr std::size_t channel_step = 16;
// Operations of a large matrix product that take as long as one product here: they reach about a third of
// their speed.
constexpr double narrow_cost = 6.0;

class FewFiltersKernel final : public Kernel {
 public:
  FewFiltersKernel(const KernelRequest& request, const FewFiltersAxis& rows, const FewFiltersAxis& columns,
                   FilterOrder order)
      : rows_(rows),
        columns_(columns),
        order_(order),
        gradients_(request.gradients),
        input_gradient_(request.gradients && request.input_gradient),
        has_bias_(request.node.attributes.boolean("bias")),
        channels_(size_of(request.inputs[0].channels)),
        filters_(size_of(request.node.shape.channels)),
        input_(padded_input(rows, columns, request.inputs[0].channels)),
        gradient_(padded_gradient(rows, columns, request.node.shape.channels)) {
    const Fusion& fusion = request.node.fusion;
    if (!fusion.activation.is_linear()) activation_.emplace(fusion.activation);
    applies_gradient_ = activation_ && !fusion.activation_gradient_by_reader;
    list_windows();
    list_gradient_taps(targets_of(rows.outputs_of_source), targets_of(columns.outputs_of_source));
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .output_in_backward = applies_gradient_, .by_image = true};
    needs.scratch = carved<float>(std::max(input_.floats(), gradient_.floats()));
    needs.workspace =
        carved<float>(window_weights_) + (input_gradient_ ? carved<float>(gradient_weights()) : 0);
    needs.gradient_partials = {gradients_ ? gradient_weights() : 0};
    if (has_bias_) needs.gradient_partials.push_back(gradients_ ? filters_ : 0);
    return needs;
  }

  ProductOperations products() const override {
    const auto pixels = static_cast<double>(rows_.sources * columns_.sources);
    const auto places = static_cast<double>(rows_.outputs * columns_.outputs);
    const auto phases = static_cast<double>(windows_.size());
    const double backward = 2.0 * static_cast<double>(gradient_weights()) * pixels;
    return {2.0 * static_cast<double>(window_weights_) * places / phases, backward, backward};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    weights_ = carve<float>(region, window_weights_);
    if (input_gradient_) for_gradient_ = carve<float>(region, gradient_weights());
  }

  void pack_weights() override {
    for (const Window& window : windows_) pack_window(window);
    if (!input_gradient_) return;
    std::fill_n(for_gradient_, gradient_weights(), 0.0F);
    for_each_way(
        [&](std::size_t place, std::size_t gradient) { for_gradient_[gradient] += parameters_[0][place]; });
  }

  void forward(int, const Slice& slice) override {
    std::byte* region = slice.scratch;
    auto* padded = carve<float>(region, input_.floats());
    input_.clear(padded);
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      input_.copy(slice.inputs[0] + image * input_.image_floats(), padded);
      convolve(padded, slice.output + image * gradient_.image_floats());
    }
  }

  void backward(int, const Slice& slice) override {
    float* weights_gradient = slice.gradient_partials[0];
    float* bias_gradient = has_bias_ ? slice.gradient_partials[1] : nullptr;
    if (!slice.continues) {
      std::fill_n(weights_gradient, gradient_weights(), 0.0F);
      if (has_bias_) std::fill_n(bias_gradient, filters_, 0.0F);
    }
    std::byte* region = slice.scratch;
    auto* padded = carve<float>(region, gradient_.floats());
    gradient_.clear(padded);
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      const float* dy = gradient_before_activation(slice, image);
      if (has_bias_) add_to_bias(dy, bias_gradient);
      gradient_.copy(dy, padded);
      spread_image(slice, image, padded, weights_gradient);
    }
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 1) {
      std::copy_n(sum, filters_, gradient);
      return;
    }
    std::fill_n(gradient, taps() * channels_ * filters_, 0.0F);
    for_each_way([&](std::size_t place, std::size_t packed) { gradient[place] += sum[packed]; });
  }

 private:
  // The windows of a phase of rows and one of columns.
  struct Window {
    const Phase* of_rows;
    const Phase* of_columns;
    std::vector<std::int64_t> row_targets;
    std::vector<std::int64_t> column_targets;
    std::vector<std::size_t> rows = {};  // offsets in input_
    std::size_t length = 0;              // of a row
    std::size_t weights = 0;             // where its weights begin, [O, rows, length]

    std::size_t pixels() const { return row_targets.size() * column_targets.size(); }
  };

  void list_windows() {
    for (const Phase& of_rows : rows_.phases) {
      for (const Phase& of_columns : columns_.phases) {
        Window& window = windows_.emplace_back(
            Window{&of_rows, &of_columns, targets_of(of_rows.sources), targets_of(of_columns.sources)});
        list_rows(window);
        window.weights = window_weights_;
        window_weights_ += window.pixels() * channels_ * filters_;
      }
    }
  }

  // The sources of a row are neighbours where nothing lies between them.
  void list_rows(Window& window) const {
    const std::vector<std::int64_t>& columns = window.column_targets;
    const bool joined = columns.size() < 2 || columns[1] == columns[0] + 1;
    const std::size_t parts = joined ? std::min<std::size_t>(columns.size(), 1) : columns.size();
    window.length = channels_ * (joined ? columns.size() : 1);
    for (const std::int64_t row : window.row_targets) {
      for (std::size_t part = 0; part < parts; ++part)
        window.rows.push_back(input_.place(row, columns[part]));
    }
  }

  // Of each output that a source is part of, and each filter.
  void list_gradient_taps(const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& columns) {
    for (const std::int64_t row : rows) {
      for (const std::int64_t column : columns) {
        const std::size_t pixel = gradient_.place(row, column);
        for (std::size_t f = 0; f < filters_; ++f) gradient_taps_.push_back(pixel + f);
      }
    }
    for (const TapWay& row : rows_.outputs_of_source) {
      for (const TapWay& column : columns_.outputs_of_source)
        ways_.push_back(
            {tap(row, column), place_in(rows, row.to) * columns.size() + place_in(columns, column.to)});
    }
  }
  static std::size_t place_in(const std::vector<std::int64_t>& targets, std::int64_t target) {
    return size_of(std::lower_bound(targets.begin(), targets.end(), target) - targets.begin());
  }

  std::size_t taps() const { return size_of(rows_.kernel * columns_.kernel); }
  std::size_t tap(const TapWay& row, const TapWay& column) const {
    return size_of(row.tap * columns_.kernel + column.tap);
  }
  std::size_t gradient_weights() const { return gradient_taps_.size() * channels_; }
  // In the node's weights.
  std::size_t place_of(std::size_t filter, std::size_t channel, std::size_t tap) const {
    const std::size_t kernel =
        order_ == FilterOrder::oihw ? filter * channels_ + channel : channel * filters_ + filter;
    return kernel * taps() + tap;
  }

  // f(place in the node's weights, place in [outputs of a source, O, C]): several ways may share either.
  template <class F>
  void for_each_way(F f) const {
    for (const Way& way : ways_) {
      for (std::size_t o = 0; o < filters_; ++o) {
        for (std::size_t c = 0; c < channels_; ++c)
          f(place_of(o, c, way.tap), (way.output * filters_ + o) * channels_ + c);
      }
    }
  }

  // Taps that lead to one source are added.
  void pack_window(const Window& window) {
    float* packed = weights_ + window.weights;
    std::fill_n(packed, window.pixels() * channels_ * filters_, 0.0F);
    for (const TapWay& row : window.of_rows->sources) {
      for (const TapWay& column : window.of_columns->sources) {
        const std::size_t pixel = place_in(window.row_targets, row.to) * window.column_targets.size() +
                                  place_in(window.column_targets, column.to);
        for (std::size_t o = 0; o < filters_; ++o) {
          for (std::size_t c = 0; c < channels_; ++c)
            packed[(o * window.pixels() + pixel) * channels_ + c] +=
                parameters_[0][place_of(o, c, tap(row, column))];
        }
      }
    }
  }

  // One image, from its padded form, in shares of its rows.
  void convolve(const float* padded, float* y) const {
    const auto rows = size_of(rows_.outputs);
    const double products = static_cast<double>(window_weights_ * rows * size_of(columns_.outputs)) /
                            static_cast<double>(windows_.size());
    const std::size_t row_floats = size_of(columns_.outputs) * filters_;
    in_ranges(rows, 1, shares_of_operations(narrow_cost * products), [&](std::size_t begin, std::size_t end) {
      for (const Window& window : windows_) convolve_rows(window, padded, begin, end, y);
      if (activation_)
        activation_->apply(y + begin * row_floats, y + begin * row_floats, (end - begin) * row_floats);
    });
  }

  // The rows of the window's phase that are among rows [begin, end) of the output.
  void convolve_rows(const Window& window, const float* padded, std::size_t begin, std::size_t end,
                     float* y) const {
    const WindowRows rows{window.rows.data(), window.rows.size(), window.length, channels_};
    const std::size_t row_floats = size_of(columns_.outputs) * filters_;
    for (std::int64_t k = 0; k < window.of_rows->count; ++k) {
      const std::size_t row = size_of(window.of_rows->first + k * rows_.step);
      if (row < begin || row >= end) continue;
      narrow_convolution().few_filters(padded + input_.offset(k, 0), rows, weights_ + window.weights,
                                       has_bias_ ? parameters_[1] : nullptr,
                                       size_of(window.of_columns->count), filters_,
                                       y + row * row_floats + size_of(window.of_columns->first) * filters_,
                                       size_of(columns_.step) * filters_);
    }
  }

  // In place: from here on it is the gradient before the activation.
  const float* gradient_before_activation(const Slice& slice, std::size_t image) const {
    const std::size_t count = gradient_.image_floats(), at = image * count;
    float* dy = slice.output_gradient + at;
    if (applies_gradient_) activation_->gradient(slice.output + at, dy, dy, count);
    return dy;
  }

  void add_to_bias(const float* dy, float* bias) const {
    for (std::size_t i = 0; i < gradient_.image_floats(); i += filters_) {
      for (std::size_t f = 0; f < filters_; ++f) bias[f] += dy[i + f];
    }
  }

  // The gradients of one image and of the weights, from dY with its zeros.
  void spread_image(const Slice& slice, std::size_t image, const float* padded,
                    float* weights_gradient) const {
    const std::size_t columns = size_of(columns_.sources), row_floats = columns * channels_;
    const NarrowTaps taps{gradient_taps_.data(), gradient_taps_.size(), size_of(columns_.step) * filters_};
    const float* x = slice.inputs[0] + image * input_.image_floats();
    float* dx = slice.input_gradients[0];
    if (dx != nullptr) dx += image * input_.image_floats();
    const auto dy_of = [&](std::size_t row) {
      return padded + gradient_.offset(static_cast<std::int64_t>(row) * rows_.step, 0);
    };
    const auto add = [&](std::size_t row, std::size_t begin, std::size_t end) {
      narrow_convolution().add_gradients(dy_of(row), taps, x + row * row_floats + begin, columns, end - begin,
                                         channels_, weights_gradient + begin, nullptr);
    };
    const auto give = [&](std::size_t row) {
      narrow_convolution().forward(dy_of(row), taps, for_gradient_, nullptr, columns, channels_,
                                   dx + row * row_floats);
    };
    const std::size_t rows = size_of(rows_.sources);
    if (share_runner() == nullptr) {
      for (std::size_t row = 0; row < rows; ++row) {
        add(row, 0, channels_);
        if (dx != nullptr) give(row);
      }
      return;
    }
    const std::size_t shares =
        shares_of_operations(narrow_cost * static_cast<double>(rows * row_floats * gradient_taps_.size()));
    in_ranges(channels_, channel_step, shares, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = 0; row < rows; ++row) add(row, begin, end);
    });
    if (dx == nullptr) return;
    in_ranges(rows, 1, shares, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) give(row);
    });
  }

  FewFiltersAxis rows_;
  FewFiltersAxis columns_;
  FilterOrder order_;
  bool gradients_;
  bool input_gradient_;
  bool has_bias_;
  std::size_t channels_;
  std::size_t filters_;
  PaddedImage input_;
  PaddedImage gradient_;
  std::optional<ActivationFunction> activation_;
  bool applies_gradient_ = false;           // of the activation; else the reader of the output does
  std::vector<Window> windows_;             // point into rows_ and columns_
  std::size_t window_weights_ = 0;          // of all windows
  std::vector<std::size_t> gradient_taps_;  // offsets in gradient_, [outputs of a source, O]
  struct Way {
    std::size_t tap;
    std::size_t output;  // of a source
  };
  std::vector<Way> ways_;
  std::vector<float*> parameters_;
  float* weights_ = nullptr;       // of one window after the other
  float* for_gradient_ = nullptr;  // [outputs of a source, O, C]
};

}  // namespace

std::unique_ptr<Kernel> make_few_filters_kernel(const KernelRequest& request, const FewFiltersAxis& rows,
                                                const FewFiltersAxis& columns, FilterOrder order) {
  return std::make_unique<FewFiltersKernel>(request, rows, columns, order);
}

}  // namespace cae

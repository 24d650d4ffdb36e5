// Batch norm followed by a max pool without padding whose windows do not overlap, as one operator (made by
// the pass fuse-bn-pool).
//
// Normalisation with a positive gain keeps the order of a channel's numbers, with a negative gain it reverses
// the order. So the extreme of each window is taken straight from x, in the same walk that sums its moments,
// and only the extremes are normalised. Backward, the sums that batch norm needs run over the extremes alone,
// and dx is written in one walk over x, which finds the extreme's place again.
#include <limits>

#include "framework/graph/rules/batch_statistics.h"
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"
#include "framework/primitives/activations.h"
#include "framework/primitives/batch_norm_loops.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

constexpr float no_bound = -std::numeric_limits<float>::infinity();

class BatchNormPoolKernel final : public Kernel {
 public:
  explicit BatchNormPoolKernel(const KernelRequest& request)
      : in_(request.inputs[0]),
        out_(request.node.shape),
        keeps_extremes_(request.training || request.gradients),
        window_(request.node.attributes.window("window")),
        stride_(request.node.attributes.window("stride")),
        statistics_(request),
        row_{.windows = size_of(out_.width),
             .height = size_of(window_.height),
             .width = size_of(window_.width),
             .step = size_of(stride_.width),
             .pitch = size_of(in_.width * in_.channels),
             .channels = size_of(in_.channels)} {}

  // Saved: the extreme of each window, before the normalisation.
  KernelNeeds needs() const override {
    KernelNeeds needs = statistics_.needs();
    if (keeps_extremes_) needs.saved_per_image = elements_of(out_) * sizeof(float);
    needs.workspace += 2 * carved<float>(row_.channels);
    return needs;
  }

  void bind(const Binding& binding) override {
    std::byte* region = binding.workspace;
    statistics_.bind(binding, region);
    order_ = carve<float>(region, row_.channels);
    outside_ = carve<float>(region, row_.channels);
  }

  void prepare(const StepContext& context) override {
    statistics_.prepare(context);
    for (std::size_t c = 0; c < row_.channels; ++c) {
      const float gamma = statistics_.gamma(c);
      order_[c] = gamma > 0.0F ? 1.0F : gamma < 0.0F ? -1.0F : 0.0F;
    }
  }

  void forward(int phase, const Slice& slice) override {
    float* extremes = keeps_extremes_ ? reinterpret_cast<float*>(slice.saved) : slice.output;
    if (phase == 0) {
      if (share_runner() != nullptr && statistics_.collects(phase)) {
        statistics_.collect(slice);
        find_extremes(slice, 0, slice.count, extremes);
      } else {
        for (int image = 0; image < slice.count; ++image) {
          if (statistics_.collects(phase)) statistics_.collect(slice, image, 1);
          find_extremes(slice, image, 1, extremes);
        }
      }
    }
    if (statistics_.collects(phase)) return;
    statistics_.in_row_ranges(windows(slice), 2, [&](std::size_t begin, std::size_t end) {
      const std::size_t at = begin * row_.channels;
      batch_norm_loops().normalise(extremes + at, statistics_.mean(), statistics_.scale(),
                                   statistics_.shift(), no_bound, slice.output + at, end - begin,
                                   row_.channels);
    });
  }
  void after_forward(int, std::span<const double> totals) override { statistics_.finish_forward(totals); }

  void backward(int phase, const Slice& slice) override {
    const auto* extremes = reinterpret_cast<const float*>(slice.saved);
    if (phase == 0) {
      const std::size_t elements = elements_of(out_);
      const auto add = [&](std::size_t image, std::size_t begin, std::size_t end, double* sums,
                           double* products) {
        const std::size_t at = image * elements + begin;
        batch_norm_loops().gradient_moments(extremes + at, slice.output_gradient + at, row_.channels,
                                            statistics_.mean() + begin, nullptr, elements / row_.channels,
                                            end - begin, sums + begin, products + begin);
      };
      statistics_.add_by_image(slice, slice.count, 2 * size_of(slice.count) * elements, add);
      return;
    }
    float* dx = slice.input_gradients[0];
    if (dx == nullptr) return;
    in_row_shares(slice.count, 2, [&](int image, std::int64_t first, std::int64_t end) {
      for_each_row_of_windows(image, first, end, [&](std::size_t input, std::size_t output) {
        batch_norm_loops().window_extremes_gradient(row_, slice.inputs[0] + input, extremes + output,
                                                    slice.output_gradient + output, statistics_.mean(),
                                                    statistics_.gradient_mean(), statistics_.scale(),
                                                    statistics_.slope(), statistics_.floor(), dx + input);
      });
      if (end < out_.height) return;
      for_each_run_outside(image, [&](std::size_t input, std::size_t pixels) {
        batch_norm_loops().normalise(slice.inputs[0] + input, statistics_.mean(), statistics_.slope(),
                                     outside_, no_bound, dx + input, pixels, row_.channels);
        if (statistics_.floor() < 0.0F) return;
        relu_.gradient(0.0F, slice.inputs[0] + input, dx + input, dx + input, pixels * row_.channels);
      });
    });
  }
  // Outside of all windows dy is 0: dx = slope * (x - mean) - scale * gradient_mean.
  void after_backward(int, std::span<const double> totals) override {
    statistics_.finish_backward(totals);
    for (std::size_t c = 0; c < row_.channels; ++c)
      outside_[c] = -statistics_.scale()[c] * statistics_.gradient_mean()[c];
  }

 private:
  std::size_t windows(const Slice& slice) const {
    return size_of(slice.count) * size_of(out_.height * out_.width);
  }

  void find_extremes(const Slice& slice, int first_image, int images, float* extremes) const {
    in_row_shares(images, 1, [&](int image, std::int64_t first, std::int64_t end) {
      for_each_row_of_windows(first_image + image, first, end, [&](std::size_t input, std::size_t output) {
        batch_norm_loops().window_extremes(row_, slice.inputs[0] + input, order_, extremes + output);
      });
    });
  }

  // f(image, first row of windows, end) for shares of the images, whose inputs are gone through that many
  // times.
  template <class F>
  void in_row_shares(int images, std::size_t times, F f) const {
    const std::size_t rows = size_of(out_.height);
    const std::size_t shares = shares_of_numbers(times * size_of(images) * elements_of(in_));
    in_ranges(size_of(images) * rows, 1, shares, [&](std::size_t begin, std::size_t end) {
      for (std::size_t image = begin / rows; image * rows < end; ++image) {
        const std::size_t first = std::max(begin, image * rows) - image * rows;
        f(static_cast<int>(image), static_cast<std::int64_t>(first),
          static_cast<std::int64_t>(std::min(end - image * rows, rows)));
      }
    });
  }

  // f(offset of its first pixel in the input, offset of its first window in the output).
  template <class F>
  void for_each_row_of_windows(int image, std::int64_t first, std::int64_t end, F f) const {
    for (std::int64_t i = first; i < end; ++i) {
      f(size_of(image) * elements_of(in_) + size_of(i * stride_.height) * row_.pitch,
        size_of(image) * elements_of(out_) + size_of(i) * row_.windows * row_.channels);
    }
  }

  // f(offset in the input, pixels) for the pixels of each row that no window covers.
  template <class F>
  void for_each_run_outside(int image, F f) const {
    for (std::int64_t row = 0; row < in_.height; ++row) {
      const bool covered = row / stride_.height < out_.height && row % stride_.height < window_.height;
      const std::size_t start = size_of(image) * elements_of(in_) + size_of(row) * row_.pitch;
      std::int64_t begin = 0;  // of the next run
      for (std::int64_t j = 0; covered && j < out_.width; ++j) {
        run(start, begin, j * stride_.width, f);
        begin = j * stride_.width + window_.width;
      }
      run(start, begin, in_.width, f);
    }
  }

  template <class F>
  void run(std::size_t start, std::int64_t begin, std::int64_t end, F f) const {
    if (begin < end) f(start + size_of(begin) * row_.channels, size_of(end - begin));
  }

  const PointwiseActivation& relu_ = pointwise_activation("relu");
  Shape in_;
  Shape out_;
  bool keeps_extremes_;  // for another phase; else they are normalised in place
  Window window_;
  Window stride_;
  BatchStatistics statistics_;
  WindowRow row_;
  float* order_ = nullptr;    // the sign of each gain
  float* outside_ = nullptr;  // dx where x is the mean and no window is
};

class BatchNormPool final : public Operator {
 public:
  std::string_view kind() const override { return "bn_pool"; }
  std::string_view summary() const override { return "batch normalisation and a max pool in one"; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = [] {
      std::vector<AttributeSpec> all = batch_norm_attributes();
      all.push_back(kernel_attribute("window"));
      all.push_back(step_attribute("stride"));
      return all;
    }();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    const auto [window, stride] = pool_window(attributes, in);
    return Shape::image(slide(in.height, window.height, stride.height, 1, Padding::Mode::valid, 0).output,
                        slide(in.width, window.width, stride.width, 1, Padding::Mode::valid, 0).output,
                        in.channels);
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return batch_norm_parameters(attributes, inputs[0].channels);
  }
  bool takes_relu_gradient_of_input() const override { return true; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<BatchNormPoolKernel>(request);
  }
};

}  // namespace

const Operator& bn_pool_operator() {
  static const BatchNormPool op;
  return op;
}

}  // namespace cae

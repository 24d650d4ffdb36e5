// Batch normalisation (Ioffe and Szegedy, 2015): y = gamma * (x - mean) / sqrt(var + eps) + beta, per channel
// over the batch and all pixels. Biased variance, also in the moving variance; moving = momentum * moving +
// (1 - momentum) * batch, as Keras.
#include <limits>

#include "framework/graph/rules/batch_statistics.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/batch_norm_loops.h"

namespace cae {
namespace {

bool is_relu(const Node& node) {
  return node.fusion.activation.kind == "relu";
}

// Training runs in two phases each way, since the statistics need the whole batch.
class BatchNormKernel final : public Kernel {
 public:
  explicit BatchNormKernel(const KernelRequest& request)
      : pixels_(size_of(request.node.shape.height * request.node.shape.width)),
        channels_(size_of(request.node.shape.channels)),
        statistics_(request),
        least_(is_relu(request.node) ? 0.0F : -std::numeric_limits<float>::infinity()),
        applies_relu_gradient_(is_relu(request.node) && !request.node.fusion.activation_gradient_by_reader) {}

  KernelNeeds needs() const override { return statistics_.needs(); }

  void bind(const Binding& binding) override {
    std::byte* region = binding.workspace;
    statistics_.bind(binding, region);
  }

  void prepare(const StepContext& context) override { statistics_.prepare(context); }

  void forward(int phase, const Slice& slice) override {
    if (statistics_.collects(phase)) return statistics_.collect(slice);
    statistics_.in_row_ranges(rows(slice), 2, [&](std::size_t begin, std::size_t end) {
      batch_norm_loops().normalise(slice.inputs[0] + begin * channels_, statistics_.mean(),
                                   statistics_.scale(), statistics_.shift(), least_,
                                   slice.output + begin * channels_, end - begin, channels_);
    });
  }
  void after_forward(int, std::span<const double> totals) override { statistics_.finish_forward(totals); }

  void backward(int phase, const Slice& slice) override {
    if (phase == 0) {
      const auto add = [&](std::size_t image, std::size_t begin, std::size_t end, double* sums,
                           double* products) {
        const ReluBehind output{statistics_.scale() + begin, statistics_.shift() + begin};
        const std::size_t at = image * pixels_ * channels_ + begin;
        batch_norm_loops().gradient_moments(
            slice.inputs[0] + at, slice.output_gradient + at, channels_, statistics_.mean() + begin,
            applies_relu_gradient_ ? &output : nullptr, pixels_, end - begin, sums + begin, products + begin);
      };
      statistics_.add_by_image(slice, slice.count, 2 * rows(slice) * channels_, add);
    } else if (slice.input_gradients[0] != nullptr) {
      const ReluBehind output{statistics_.scale(), statistics_.shift()};
      statistics_.in_row_ranges(rows(slice), 3, [&](std::size_t begin, std::size_t end) {
        const std::size_t at = begin * channels_;
        batch_norm_loops().normalise_gradient(
            slice.inputs[0] + at, slice.output_gradient + at, statistics_.mean(),
            applies_relu_gradient_ ? &output : nullptr, statistics_.gradient_mean(), statistics_.scale(),
            statistics_.slope(), statistics_.floor(), slice.input_gradients[0] + at, end - begin, channels_);
      });
    }
  }
  void after_backward(int, std::span<const double> totals) override { statistics_.finish_backward(totals); }

 private:
  std::size_t rows(const Slice& slice) const { return size_of(slice.count) * pixels_; }

  std::size_t pixels_;
  std::size_t channels_;
  BatchStatistics statistics_;
  float least_;                 // of the output: 0 where a relu is fused
  bool applies_relu_gradient_;  // unless the reader does
};

class BatchNorm final : public Operator {
 public:
  std::string_view kind() const override { return "bn"; }
  std::string_view summary() const override { return "batch normalisation"; }
  const std::vector<AttributeSpec>& attributes() const override { return batch_norm_attributes(); }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return batch_norm_parameters(attributes, inputs[0].channels);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<BatchNormKernel>(request);
  }
  bool takes_activation() const override { return true; }
  bool applies_activation(const KernelRequest& request) const override { return is_relu(request.node); }
  bool takes_relu_gradient_of_input() const override { return true; }
};

}  // namespace

const Operator& bn_operator() {
  static const BatchNorm op;
  return op;
}

}  // namespace cae

// Batch norm followed by a 1x1 convolution with few filters, as one operator (made by the pass
// fuse-bn-pointwise).
//
// With z = (x - mean) * scale + shift, an output is y_f = b_f + sum over c of w_fc z_c: one product of each
// pixel with w_fc * scale_c, so z is never written. Backward, the gradient of z is dz_c = sum over f of
// dy_f w_fc. All sums that are needed follow from those of dy_f, and of dy_f * (x_c - mean_c), over the
// pixels: the gradient of w_fc, and, weighted by w_fc and added over f, the two sums of batch norm.
#include "framework/graph/rules/batch_statistics.h"
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/batch_norm_loops.h"

namespace cae {
namespace {

class BatchNormPointwiseKernel final : public Kernel {
 public:
  explicit BatchNormPointwiseKernel(const KernelRequest& request)
      : pixels_(size_of(request.node.shape.height * request.node.shape.width)),
        channels_(size_of(request.inputs[0].channels)),
        filters_(size_of(request.node.shape.channels)),
        training_(request.training),
        has_bias_(request.node.attributes.boolean("bias")),
        statistics_(request) {}

  KernelNeeds needs() const override {
    KernelNeeds needs = statistics_.needs();
    needs.workspace += carved<float>(filters_ * channels_) + carved<float>(filters_);
    needs.backward_sums = {filters_ * (1 + channels_)};
    needs.gradient_partials.resize(statistics_.parameters() + 1 + size_of(has_bias_));
    return needs;
  }

  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(pixels_ * channels_ * filters_);
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    std::byte* region = binding.workspace;
    statistics_.bind(binding, region);
    const std::size_t first = statistics_.parameters();
    weights_ = binding.parameters[first];
    weights_gradient_ = binding.gradients[first];
    bias_ = has_bias_ ? binding.parameters[first + 1] : nullptr;
    bias_gradient_ = has_bias_ ? binding.gradients[first + 1] : nullptr;
    scaled_weights_ = carve<float>(region, filters_ * channels_);
    constants_ = carve<float>(region, filters_);
  }

  void prepare(const StepContext& context) override {
    statistics_.prepare(context);
    if (!training_) scale_weights();
  }

  void forward(int phase, const Slice& slice) override {
    if (statistics_.collects(phase)) return statistics_.collect(slice);
    statistics_.in_row_ranges(size_of(slice.count) * pixels_, 1, [&](std::size_t begin, std::size_t end) {
      batch_norm_loops().pointwise(slice.inputs[0] + begin * channels_, statistics_.mean(), scaled_weights_,
                                   constants_, slice.output + begin * filters_, end - begin, channels_,
                                   filters_);
    });
  }
  void after_forward(int, std::span<const double> totals) override {
    statistics_.finish_forward(totals);
    scale_weights();
  }

  void backward(int phase, const Slice& slice) override {
    const std::size_t rows = size_of(slice.count) * pixels_;
    if (phase == 0) {
      const float* dy = slice.output_gradient;
      for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t f = 0; f < filters_; ++f)
          slice.sums[f] += static_cast<double>(dy[row * filters_ + f]);
      }
      statistics_.in_column_ranges(rows * filters_, [&](std::size_t begin, std::size_t end) {
        batch_norm_loops().pointwise_moments(slice.inputs[0] + begin, channels_, dy,
                                             statistics_.mean() + begin, rows, end - begin, filters_,
                                             slice.sums.data() + filters_ + begin);
      });
    } else if (slice.input_gradients[0] != nullptr) {
      statistics_.in_row_ranges(rows, 2 * filters_, [&](std::size_t begin, std::size_t end) {
        batch_norm_loops().pointwise_gradient(
            slice.inputs[0] + begin * channels_, slice.output_gradient + begin * filters_, weights_,
            statistics_.mean(), statistics_.gradient_mean(), statistics_.scale(), statistics_.slope(),
            statistics_.floor(), slice.input_gradients[0] + begin * channels_, end - begin, channels_,
            filters_);
      });
    }
  }

  // The totals are of dy, of each filter, then of dy * (x - mean), of each filter and channel.
  void after_backward(int, std::span<const double> totals) override {
    const double* products = totals.data() + filters_;
    for (std::size_t f = 0; f < filters_ && has_bias_; ++f) bias_gradient_[f] = static_cast<float>(totals[f]);
    for (std::size_t c = 0; c < channels_; ++c) {
      double gradient = 0.0;          // the sum of dz
      double gradient_product = 0.0;  // the sum of dz * (x - mean)
      for (std::size_t f = 0; f < filters_; ++f) {
        const double dy = totals[f];
        const double dy_x = products[f * channels_ + c];
        const double weight = weights_[f * channels_ + c];
        weights_gradient_[f * channels_ + c] =
            static_cast<float>(statistics_.scale()[c] * dy_x + statistics_.shift()[c] * dy);
        gradient += weight * dy;
        gradient_product += weight * dy_x;
      }
      statistics_.finish_backward(c, gradient, gradient_product);
    }
  }

 private:
  void scale_weights() {
    for (std::size_t f = 0; f < filters_; ++f) {
      double constant = has_bias_ ? bias_[f] : 0.0F;
      for (std::size_t c = 0; c < channels_; ++c) {
        const float weight = weights_[f * channels_ + c];
        scaled_weights_[f * channels_ + c] = weight * statistics_.scale()[c];
        constant += static_cast<double>(weight) * static_cast<double>(statistics_.shift()[c]);
      }
      constants_[f] = static_cast<float>(constant);
    }
  }

  std::size_t pixels_;  // of an image
  std::size_t channels_;
  std::size_t filters_;
  bool training_;
  bool has_bias_;
  BatchStatistics statistics_;
  const float* weights_ = nullptr;  // [filters][channels]
  float* weights_gradient_ = nullptr;
  const float* bias_ = nullptr;
  float* bias_gradient_ = nullptr;
  float* scaled_weights_ = nullptr;  // weight * scale
  float* constants_ = nullptr;       // what y_f is where x is the mean
};

class BatchNormPointwise final : public Operator {
 public:
  std::string_view kind() const override { return "bn_pointwise"; }
  std::string_view summary() const override { return "batch normalisation and a 1x1 convolution in one"; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = [] {
      std::vector<AttributeSpec> all = batch_norm_attributes();
      all.push_back(units_attribute("filters"));
      all.push_back(kernel_attribute("kernel"));
      all.push_back(bias_attribute());
      all.push_back(init_attribute());
      return all;
    }();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    return Shape::image(inputs[0].height, inputs[0].width, attributes.integer("filters"));
  }
  // Batch norm's, then the convolution's.
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    std::vector<ParameterSpec> specs = batch_norm_parameters(attributes, inputs[0].channels);
    for (ParameterSpec& spec : convolution_parameters(attributes, inputs[0].channels, 1)) {
      specs.push_back(std::move(spec));
    }
    return specs;
  }
  bool takes_relu_gradient_of_input() const override { return true; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<BatchNormPointwiseKernel>(request);
  }
};

}  // namespace

const Operator& bn_pointwise_operator() {
  static const BatchNormPointwise op;
  return op;
}

}  // namespace cae

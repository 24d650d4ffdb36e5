// A draw from the normal distribution that two layers describe: in training mean + exp(log_variance / 2) * e
// with e standard normal, at evaluation the mean (the reparameterisation of Kingma and Welling,
// "Auto-Encoding Variational Bayes", 2014). Its terms `kl` and `tc` are in kl.cpp and total_correlation.cpp.
#include <algorithm>
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/joined_shapes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"

namespace cae {
namespace {

class SampleKernel final : public Kernel {
 public:
  explicit SampleKernel(const KernelRequest& request)
      : node_(request.node), purpose_(draw_purpose(request.node)), draws_(request.training) {}
  KernelNeeds needs() const override {
    return {.input_in_backward = true, .saved_per_image = draws_ ? size() * sizeof(float) : 0};
  }
  void prepare(const StepContext& context) override { context_ = context; }
  void forward(int, const Slice& slice) override {
    const float* mean = slice.inputs[0];
    if (!draws_) {
      std::copy_n(mean, slice_elements(slice, node_.shape), slice.output);
      return;
    }
    auto* drawn = reinterpret_cast<float*>(slice.saved);
    for (int i = 0; i < slice.count; ++i) {
      draw_stream(purpose_, context_, slice.first + i)
          .fill_normal({drawn + size_of(i) * size(), size()}, 0, 1);
    }
    for (std::size_t i = 0; i < slice_elements(slice, node_.shape); ++i)
      slice.output[i] = mean[i] + deviation(slice.inputs[1][i]) * drawn[i];
  }
  void backward(int, const Slice& slice) override {
    const std::size_t count = slice_elements(slice, node_.shape);
    const float* dy = slice.output_gradient;
    if (float* gradient = slice.input_gradients[0]; gradient != nullptr) std::copy_n(dy, count, gradient);
    float* gradient = slice.input_gradients[1];
    if (gradient == nullptr) return;
    const auto* drawn = reinterpret_cast<const float*>(slice.saved);
    for (std::size_t i = 0; i < count; ++i)
      gradient[i] = draws_ ? dy[i] * drawn[i] * deviation(slice.inputs[1][i]) * 0.5F : 0.0F;
  }

 private:
  static float deviation(float log_variance) { return std::exp(0.5F * log_variance); }
  std::size_t size() const { return elements_of(node_.shape); }

  const Node& node_;
  std::string purpose_;
  bool draws_;
  StepContext context_;
};

class Sample final : public Operator {
 public:
  std::string_view kind() const override { return "sample"; }
  std::string_view summary() const override { return "a draw from the normal distribution of two layers"; }
  InputCount inputs() const override { return {2, 2}; }
  std::vector<std::string_view> named_inputs() const override { return {"MEAN", "LOG_VARIANCE"}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "beta",
                                                   .type = AttributeType::number,
                                                   .default_value = 1.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "the weight of the term kl"},
                                                  {.name = "warmup",
                                                   .type = AttributeType::number,
                                                   .default_value = 0.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "epochs in which beta rises from 0"},
                                                  {.name = "capacity",
                                                   .type = AttributeType::number,
                                                   .default_value = 0.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "nats of KL that are aimed at"},
                                                  {.name = "tc",
                                                   .type = AttributeType::number,
                                                   .default_value = 1.0,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "how often the total correlation counts"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    if (inputs[0] == inputs[1]) return inputs[0];
    return ShapeProblem{.reason = "whose log variance is " + to_string(inputs[1]),
                        .needed = to_string(inputs[1]),
                        .help = "give the mean and the log variance the same shape"};
  }
  std::vector<LayerTerm> terms(const Attributes& attributes) const override {
    if (attributes.number("tc") == 1.0) return {{.kind = "kl"}};
    return {{.kind = "kl"}, {.kind = "total_correlation"}};
  }
  std::int64_t draws(const Node& node) const override { return node.shape.elements(); }
  void draw(const Node&, const RandomStream& stream, std::span<float> numbers) const override {
    stream.fill_normal(numbers, 0.0F, 1.0F);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<SampleKernel>(request);
  }
};

}  // namespace

const Operator& sample_operator() {
  static const Sample op;
  return op;
}

}  // namespace cae

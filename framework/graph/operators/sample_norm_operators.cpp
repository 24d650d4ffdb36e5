// Normalisation within one image, so that training and evaluation are the same: layer_norm over the channels
// of each pixel or a row (Ba et al., 2016), group_norm over the pixels and channels of each group (Wu and He,
// 2018). y = gamma * (x - mean) / sqrt(var + eps) + beta with the biased variance, as Keras's
// LayerNormalization and GroupNormalization with axis=-1.
#include <algorithm>
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Numbers that are normalised together: `width` neighbouring channels of `pixels` pixels.
struct Block {
  std::size_t pixels = 1;
  std::size_t width = 1;
};

class SampleNormKernel final : public Kernel {
 public:
  SampleNormKernel(const KernelRequest& request, Block block)
      : shape_(request.node.shape),
        block_(block),
        eps_(request.node.attributes.number("eps")),
        scales_(request.node.attributes.boolean("scale")),
        shifts_(request.node.attributes.boolean("shift")) {}

  KernelNeeds needs() const override {
    return {.input_in_backward = true,
            .scratch = 2 * channels() * sizeof(double),
            .gradient_partials = std::vector<std::size_t>((scales_ ? 1 : 0) + (shifts_ ? 1 : 0), channels())};
  }
  void bind(const Binding& binding) override {
    gamma_ = scales_ ? binding.parameters[0] : nullptr;
    beta_ = shifts_ ? binding.parameters[scales_ ? 1 : 0] : nullptr;
  }

  void forward(int, const Slice& slice) override {
    for_each_block(slice, [&](std::size_t first, std::size_t channel) {
      const Moments moments = moments_of(slice.inputs[0] + first);
      for_each_number([&](std::size_t at, std::size_t c) {
        double y = moments.normal(slice.inputs[0][first + at]);
        if (gamma_ != nullptr) y *= static_cast<double>(gamma_[channel + c]);
        if (beta_ != nullptr) y += static_cast<double>(beta_[channel + c]);
        slice.output[first + at] = static_cast<float>(y);
      });
    });
  }

  // With n = (x - mean) / deviation and g = gamma * dy: dx = (g - mean(g) - n * mean(g * n)) / deviation.
  void backward(int, const Slice& slice) override {
    auto* gamma_sums = reinterpret_cast<double*>(slice.scratch);
    double* beta_sums = gamma_sums + channels();
    std::fill_n(gamma_sums, 2 * channels(), 0.0);
    for_each_block(slice, [&](std::size_t first, std::size_t channel) {
      const float* x = slice.inputs[0] + first;
      const float* dy = slice.output_gradient + first;
      const Moments moments = moments_of(x);
      double sum = 0.0;
      double product_sum = 0.0;
      for_each_number([&](std::size_t at, std::size_t c) {
        const double normal = moments.normal(x[at]);
        const double gradient = static_cast<double>(dy[at]);
        gamma_sums[channel + c] += gradient * normal;
        beta_sums[channel + c] += gradient;
        sum += scaled(gradient, channel + c);
        product_sum += scaled(gradient, channel + c) * normal;
      });
      if (slice.input_gradients[0] == nullptr) return;
      const auto count = static_cast<double>(block_.pixels * block_.width);
      for_each_number([&](std::size_t at, std::size_t c) {
        const double gradient = scaled(static_cast<double>(dy[at]), channel + c);
        slice.input_gradients[0][first + at] =
            static_cast<float>((gradient - sum / count - moments.normal(x[at]) * product_sum / count) *
                               moments.inverse_deviation);
      });
    });
    if (scales_) std::copy_n(gamma_sums, channels(), slice.gradient_partials[0]);
    if (shifts_) std::copy_n(beta_sums, channels(), slice.gradient_partials[scales_ ? 1 : 0]);
  }
  void unpack_gradient(std::size_t, const float* sum, float* gradient) const override {
    std::copy_n(sum, channels(), gradient);
  }

 private:
  struct Moments {
    double mean = 0.0;
    double inverse_deviation = 1.0;
    double normal(float x) const { return (static_cast<double>(x) - mean) * inverse_deviation; }
  };

  std::size_t channels() const { return size_of(shape_.channels); }
  double scaled(double gradient, std::size_t channel) const {
    return gamma_ == nullptr ? gradient : gradient * static_cast<double>(gamma_[channel]);
  }

  // Calls `body` with the place of each block's first number and its first channel.
  template <class Body>
  void for_each_block(const Slice& slice, Body body) const {
    const std::size_t pixels = size_of(slice.count) * size_of(shape_.height * shape_.width);
    for (std::size_t pixel = 0; pixel < pixels; pixel += block_.pixels) {
      for (std::size_t channel = 0; channel < channels(); channel += block_.width)
        body(pixel * channels() + channel, channel);
    }
  }
  // Calls `body` with the place of each number in a block and its channel there.
  template <class Body>
  void for_each_number(Body body) const {
    for (std::size_t pixel = 0; pixel < block_.pixels; ++pixel) {
      for (std::size_t c = 0; c < block_.width; ++c) body(pixel * channels() + c, c);
    }
  }

  Moments moments_of(const float* x) const {
    const auto count = static_cast<double>(block_.pixels * block_.width);
    Moments moments;
    for_each_number([&](std::size_t at, std::size_t) { moments.mean += static_cast<double>(x[at]) / count; });
    double variance = 0.0;
    for_each_number([&](std::size_t at, std::size_t) {
      const double distance = static_cast<double>(x[at]) - moments.mean;
      variance += distance * distance / count;
    });
    moments.inverse_deviation = 1.0 / std::sqrt(variance + eps_);
    return moments;
  }

  Shape shape_;
  Block block_;
  double eps_;
  bool scales_;
  bool shifts_;
  const float* gamma_ = nullptr;
  const float* beta_ = nullptr;
};

class SampleNorm : public Operator {
 public:
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return normalisation_parameters(attributes, inputs[0].channels);
  }
};

class LayerNorm final : public SampleNorm {
 public:
  std::string_view kind() const override { return "layer_norm"; }
  std::string_view summary() const override { return "normalises the channels of each pixel, or a row"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = normalisation_attributes();
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<SampleNormKernel>(request, Block{1, size_of(request.node.shape.channels)});
  }
};

class GroupNorm final : public SampleNorm {
 public:
  std::string_view kind() const override { return "group_norm"; }
  std::string_view summary() const override { return "normalises the channels of each group over the image"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs = [] {
      std::vector<AttributeSpec> all{{.name = "groups",
                                      .type = AttributeType::integer,
                                      .positional = true,
                                      .required = true,
                                      .minimum = 1,
                                      .maximum = static_cast<double>(max_dimension),
                                      .help = "must divide the channels"}};
      for (AttributeSpec& spec : normalisation_attributes()) all.push_back(std::move(spec));
      return all;
    }();
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const std::int64_t groups = attributes.integer("groups");
    if (inputs[0].channels % groups == 0) return inputs[0];
    return ShapeProblem{.attribute = "groups",
                        .reason = "whose " + std::to_string(groups) + " groups do not divide " +
                                  std::to_string(inputs[0].channels) + " channels",
                        .needed = "a multiple of " + std::to_string(groups) + " channels",
                        .help = "choose groups that divide the channels that arrive"};
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const Shape& shape = request.node.shape;
    const std::int64_t groups = request.node.attributes.integer("groups");
    return std::make_unique<SampleNormKernel>(
        request, Block{size_of(shape.height * shape.width), size_of(shape.channels / groups)});
  }
};

}  // namespace

void sample_norm_operators(std::vector<const Operator*>& list) {
  static const LayerNorm layer_norm;
  static const GroupNorm group_norm;
  list.push_back(&layer_norm);
  list.push_back(&group_norm);
}

}  // namespace cae

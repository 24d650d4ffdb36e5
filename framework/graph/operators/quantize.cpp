// Vector quantisation (van den Oord et al., "Neural discrete representation learning", 2017): each vector of
// channels becomes the nearest of CODES learned vectors, the first of them where several are; the gradient
// passes straight through. The vectors' own gradient is that of the term `codebook`, the mean of (vector -
// what arrives)^2, which quantize_terms_operators.cpp gives together with `commitment`.
#include <algorithm>
#include <cmath>
#include <limits>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/squared_distance.h"

namespace cae {
namespace {

class QuantizeKernel final : public Kernel {
 public:
  explicit QuantizeKernel(const KernelRequest& request)
      : shape_(request.node.shape),
        codes_(size_of(request.node.attributes.integer("codes"))),
        counts_uses_(!request.training) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .saved_per_image = pixels() * sizeof(std::int32_t)};
    needs.gradient_partials = {codes_ * channels()};
    if (counts_uses_) needs.forward_sums = {codes_};
    needs.metrics = counts_uses_;
    return needs;
  }
  void bind(const Binding& binding) override { codebook_ = binding.parameters[0]; }
  void prepare(const StepContext& context) override { images_ = context.images; }
  void forward(int, const Slice& slice) override {
    auto* chosen = reinterpret_cast<std::int32_t*>(slice.saved);
    for (std::size_t pixel = 0; pixel < size_of(slice.count) * pixels(); ++pixel) {
      const std::size_t code = nearest(slice.inputs[0] + pixel * channels());
      chosen[pixel] = static_cast<std::int32_t>(code);
      if (counts_uses_) slice.sums[code] += 1.0;
      std::copy_n(codebook_ + code * channels(), channels(), slice.output + pixel * channels());
    }
  }
  // exp of the entropy of how often each vector is used: CODES if all are used alike, 1 if only one is.
  std::vector<KernelMetric> metrics(std::span<const double> totals, double images) const override {
    const double all = images * static_cast<double>(pixels());
    double entropy = 0.0;
    for (const double uses : totals) entropy -= uses > 0.0 ? uses / all * std::log(uses / all) : 0.0;
    return {{"perplexity", -1, std::exp(entropy)}};
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] != nullptr)
      std::copy_n(slice.output_gradient, slice_elements(slice, shape_), slice.input_gradients[0]);
    float* gradient = slice.gradient_partials[0];
    if (!slice.continues) std::fill_n(gradient, codes_ * channels(), 0.0F);
    const auto* chosen = reinterpret_cast<const std::int32_t*>(slice.saved);
    const auto scale = static_cast<float>(2.0 / (images_ * static_cast<double>(elements_of(shape_))));
    for (std::size_t pixel = 0; pixel < size_of(slice.count) * pixels(); ++pixel) {
      const float* x = slice.inputs[0] + pixel * channels();
      const std::size_t code = size_of(chosen[pixel]) * channels();
      for (std::size_t c = 0; c < channels(); ++c) gradient[code + c] += scale * (codebook_[code + c] - x[c]);
    }
  }
  void unpack_gradient(std::size_t, const float* sum, float* gradient) const override {
    std::copy_n(sum, codes_ * channels(), gradient);
  }

 private:
  std::size_t channels() const { return size_of(shape_.channels); }
  std::size_t pixels() const { return size_of(shape_.height * shape_.width); }

  std::size_t nearest(const float* x) const {
    std::size_t best = 0;
    float least = std::numeric_limits<float>::infinity();
    for (std::size_t code = 0; code < codes_; ++code) {
      const float distance = squared_distance(x, codebook_ + code * channels(), channels());
      if (distance >= least) continue;
      least = distance;
      best = code;
    }
    return best;
  }

  Shape shape_;
  std::size_t codes_;
  bool counts_uses_;
  const float* codebook_ = nullptr;
  double images_ = 1.0;
};

class Quantize final : public Operator {
 public:
  std::string_view kind() const override { return "quantize"; }
  std::string_view summary() const override { return "the nearest of learned vectors"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "codes",
                                                   .type = AttributeType::integer,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 1,
                                                   .maximum = 1'000'000,
                                                   .help = "how many vectors it learns"},
                                                  {.name = "beta",
                                                   .type = AttributeType::number,
                                                   .default_value = 0.25,
                                                   .minimum = 0,
                                                   .maximum = 1e9,
                                                   .help = "the weight of the term commitment"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  // As in the authors' code for TensorFlow (sonnet): uniform in +-1/CODES.
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    const std::int64_t codes = attributes.integer("codes");
    return {{.name = "codebook",
             .dimensions = {codes, inputs[0].channels},
             .init = "uniform",
             .constant = 1.0F / static_cast<float>(codes)}};
  }
  std::vector<LayerTerm> terms(const Attributes&) const override {
    return {{.kind = "codebook", .reads_output = true}, {.kind = "commitment", .reads_output = true}};
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<QuantizeKernel>(request);
  }
};

}  // namespace

const Operator& quantize_operator() {
  static const Quantize op;
  return op;
}

}  // namespace cae

// Gaussian noise: in training x + SIGMA * e, with e standard normal; at evaluation nothing happens. As
// Keras's GaussianNoise.
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"

namespace cae {
namespace {

void draw_noise(const Node& node, const RandomStream& stream, std::span<float> numbers) {
  stream.fill_normal(numbers, 0.0F, static_cast<float>(node.attributes.number("sigma")));
}

class NoiseKernel final : public Kernel {
 public:
  explicit NoiseKernel(const KernelRequest& request)
      : node_(request.node), purpose_(draw_purpose(request.node)), draws_(request.training) {}
  KernelNeeds needs() const override {
    return {.in_place = true, .scratch = draws_ ? elements_of(node_.shape) * sizeof(float) : 0};
  }
  void prepare(const StepContext& context) override { context_ = context; }
  void forward(int, const Slice& slice) override {
    copy_elsewhere(slice.inputs[0], slice_elements(slice, node_.shape), slice.output);
    if (!draws_) return;
    const std::size_t size = elements_of(node_.shape);
    auto* noise = reinterpret_cast<float*>(slice.scratch);
    for (int i = 0; i < slice.count; ++i) {
      draw_noise(node_, draw_stream(purpose_, context_, slice.first + i), {noise, size});
      vector_kernels().add(slice.output + size_of(i) * size, noise, size);
    }
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    copy_elsewhere(slice.output_gradient, slice_elements(slice, node_.shape), slice.input_gradients[0]);
  }

 private:
  const Node& node_;
  std::string purpose_;
  bool draws_;
  StepContext context_;
};

class Noise final : public Operator {
 public:
  std::string_view kind() const override { return "noise"; }
  std::string_view summary() const override { return "adds Gaussian noise in training"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "sigma",
                                                   .type = AttributeType::number,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 0,
                                                   .maximum = 1e6,
                                                   .help = "the standard deviation"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::int64_t draws(const Node& node) const override { return node.shape.elements(); }
  void draw(const Node& node, const RandomStream& stream, std::span<float> numbers) const override {
    draw_noise(node, stream, numbers);
  }
  bool keeps_range() const override { return true; }
  bool is_identity(bool training) const override { return !training; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<NoiseKernel>(request);
  }
};

}  // namespace

const Operator& noise_operator() {
  static const Noise op;
  return op;
}

}  // namespace cae

// PReLU (He et al., 2015): y = x where x is above 0, else slope * x, with a slope learned for each channel
// that begins as 0.25. As PyTorch's with num_parameters = C; at 0 the slope gets no gradient.
#include <algorithm>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class PreluKernel final : public Kernel {
 public:
  explicit PreluKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override {
    return {.input_in_backward = true, .gradient_partials = {channels()}};
  }
  void bind(const Binding& binding) override { slope_ = binding.parameters[0]; }
  void forward(int, const Slice& slice) override {
    const float* x = slice.inputs[0];
    for (std::size_t first = 0; first < slice_elements(slice, shape_); first += channels()) {
      for (std::size_t c = 0; c < channels(); ++c) {
        const float number = x[first + c];
        slice.output[first + c] = number > 0.0F ? number : slope_[c] * number;
      }
    }
  }
  void backward(int, const Slice& slice) override {
    const float* x = slice.inputs[0];
    const float* dy = slice.output_gradient;
    float* dx = slice.input_gradients[0];
    float* slope_gradient = slice.gradient_partials[0];
    std::fill_n(slope_gradient, channels(), 0.0F);
    for (std::size_t first = 0; first < slice_elements(slice, shape_); first += channels()) {
      for (std::size_t c = 0; c < channels(); ++c) {
        const std::size_t i = first + c;
        if (dx != nullptr) dx[i] = x[i] > 0.0F ? dy[i] : slope_[c] * dy[i];
        slope_gradient[c] += x[i] > 0.0F ? 0.0F : dy[i] * x[i];
      }
    }
  }
  void unpack_gradient(std::size_t, const float* sum, float* gradient) const override {
    std::copy_n(sum, channels(), gradient);
  }

 private:
  std::size_t channels() const { return size_of(shape_.channels); }

  Shape shape_;
  const float* slope_ = nullptr;
};

class Prelu final : public Operator {
 public:
  std::string_view kind() const override { return "prelu"; }
  std::string_view summary() const override { return "leaky_relu with a learned slope for each channel"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::vector<ParameterSpec> parameters(const Attributes&, std::span<const Shape> inputs) const override {
    return {{.name = "slope", .dimensions = {inputs[0].channels}, .init = "constant", .constant = 0.25F}};
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<PreluKernel>(request);
  }
};

}  // namespace

const Operator& prelu_operator() {
  static const Prelu op;
  return op;
}

}  // namespace cae

// Softmax over the channels of each pixel, or over a row: y_c = exp(x_c) / sum over k of exp(x_k), with the
// largest x taken from all. As Keras's and PyTorch's over the channels.
#include <algorithm>
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class SoftmaxKernel final : public Kernel {
 public:
  explicit SoftmaxKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override { return {.output_in_backward = true}; }
  void forward(int, const Slice& slice) override {
    for (std::size_t first = 0; first < slice_elements(slice, shape_); first += channels()) {
      const float* x = slice.inputs[0] + first;
      float* y = slice.output + first;
      const float largest = *std::max_element(x, x + channels());
      double sum = 0.0;
      for (std::size_t c = 0; c < channels(); ++c) {
        y[c] = std::exp(x[c] - largest);
        sum += static_cast<double>(y[c]);
      }
      for (std::size_t c = 0; c < channels(); ++c) y[c] = static_cast<float>(static_cast<double>(y[c]) / sum);
    }
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    for (std::size_t first = 0; first < slice_elements(slice, shape_); first += channels()) {
      const float* y = slice.output + first;
      const float* dy = slice.output_gradient + first;
      float* dx = slice.input_gradients[0] + first;
      double sum = 0.0;
      for (std::size_t c = 0; c < channels(); ++c)
        sum += static_cast<double>(dy[c]) * static_cast<double>(y[c]);
      for (std::size_t c = 0; c < channels(); ++c)
        dx[c] = static_cast<float>(static_cast<double>(y[c]) * (static_cast<double>(dy[c]) - sum));
    }
  }

 private:
  std::size_t channels() const { return size_of(shape_.channels); }

  Shape shape_;
};

class Softmax final : public Operator {
 public:
  std::string_view kind() const override { return "softmax"; }
  std::string_view summary() const override { return "the channels of a pixel, or a row, as shares of 1"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  OutputBounds output_bounds(const Attributes&) const override {
    return {.low = 0.0, .high = 1.0, .sum_to_one = true};
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<SoftmaxKernel>(request);
  }
};

}  // namespace

const Operator& softmax_operator() {
  static const Softmax op;
  return op;
}

}  // namespace cae

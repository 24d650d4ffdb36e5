// Dense: y[n,o] = b[o] + sum over i of x[n,i] * w[o,i]. Follows Keras's Dense; weights [out, in] as PyTorch's
// Linear.
#include "framework/graph/operator.h"
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/matrix_products.h"

namespace cae {
namespace {

class DenseKernel final : public Kernel {
 public:
  explicit DenseKernel(const KernelRequest& request)
      : in_(size_of(request.inputs[0].channels)),
        out_(size_of(request.node.shape.channels)),
        has_bias_(request.node.attributes.boolean("bias")) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    // A slice has a few rows; a product over them would write the whole weight gradient for each slice.
    needs.whole_batch_gradients = true;
    needs.gradient_partials = std::vector<std::size_t>(has_bias_ ? 2 : 1, 0);
    return needs;
  }
  ProductOperations products() const override {
    const double each = 2.0 * static_cast<double>(in_ * out_);
    return {each, each, each};
  }
  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    gradients_ = binding.gradients;
  }

  void forward(int, const Slice& slice) override {
    matrix_products().transposed_b({.m = size_of(slice.count),
                                    .n = out_,
                                    .k = in_,
                                    .a = {slice.inputs[0], in_},
                                    .b = {parameters_[0], in_},
                                    .c = {slice.output, out_}});
    if (has_bias_) vector_kernels().add_row(slice.output, parameters_[1], size_of(slice.count), out_);
  }

  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    matrix_products().plain({.m = size_of(slice.count),
                             .n = in_,
                             .k = out_,
                             .a = {slice.output_gradient, out_},
                             .b = {parameters_[0], in_},
                             .c = {slice.input_gradients[0], in_}});
  }

  // A share is some rows or some columns of the weights, whichever there are more of.
  void whole_batch_gradients(const Slice& batch, int part, int parts) override {
    const float* dy = batch.output_gradient;
    const std::size_t cut = std::max(in_, out_);
    const std::size_t first = cut * size_of(part) / size_of(parts);
    const std::size_t count = cut * (size_of(part) + 1) / size_of(parts) - first;
    MatrixProduct product{.m = out_,
                          .n = in_,
                          .k = size_of(batch.count),
                          .a = {dy, out_},
                          .b = {batch.inputs[0], in_},
                          .c = {gradients_[0], in_}};
    if (out_ >= in_) {
      product.m = count;
      product.a.data += first;
      product.c.data += first * in_;
    } else {
      product.n = count;
      product.b.data += first;
      product.c.data += first;
    }
    matrix_products().transposed_a(product);
    if (has_bias_ && part == 0) vector_kernels().column_sums(dy, size_of(batch.count), out_, gradients_[1]);
  }

 private:
  std::size_t in_;
  std::size_t out_;
  bool has_bias_;
  std::vector<float*> parameters_;
  std::vector<float*> gradients_;
};

class Dense final : public Operator {
 public:
  std::string_view kind() const override { return "dense"; }
  std::string_view summary() const override { return "every output sees every input"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("units"), activation_attribute(),
                                                  bias_attribute(),         init_attribute(),
                                                  decay_attribute(),        tied_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    if (!inputs[0].flat) {
      return ShapeProblem{.reason = "which works on a row of numbers",
                          .needed = "a flat row, " + std::to_string(inputs[0].elements()),
                          .help = "put a 'flatten' before it"};
    }
    return Shape::row(attributes.integer("units"));
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    const std::int64_t units = attributes.integer("units");
    const std::int64_t in = inputs[0].channels;
    std::vector<ParameterSpec> specs{{.name = "weight",
                                      .dimensions = {units, in},
                                      .init = attributes.choice("init"),
                                      .fan_in = in,
                                      .fan_out = units}};
    if (attributes.boolean("bias")) specs.push_back({.name = "bias", .dimensions = {units}, .init = "zeros"});
    return specs;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<DenseKernel>(request);
  }
  bool takes_activation() const override { return true; }
};

}  // namespace

const Operator& dense_operator() {
  static const Dense op;
  return op;
}

}  // namespace cae

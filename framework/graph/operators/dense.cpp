// Dense: y[n,o] = b[o] + sum over i of x[n,i] * w[o,i]. Follows Keras's Dense; weights [out, in] as PyTorch's
// Linear.
#include <utility>

#include "framework/graph/operator.h"
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/gathered_sums.h"
#include "framework/primitives/matrix_products.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

constexpr std::size_t column_step = 64;  // of shares of a product: whole tiles

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
    in_ranges(out_, column_step, product_shares(slice.count, in_ * out_),
              [&](std::size_t begin, std::size_t end) {
                matrix_products().transposed_b({.m = size_of(slice.count),
                                                .n = end - begin,
                                                .k = in_,
                                                .a = {slice.inputs[0], in_},
                                                .b = {parameters_[0] + begin * in_, in_},
                                                .c = {slice.output + begin, out_}});
              });
    if (has_bias_) vector_kernels().add_row(slice.output, parameters_[1], size_of(slice.count), out_);
  }

  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    in_ranges(in_, column_step, product_shares(slice.count, in_ * out_),
              [&](std::size_t begin, std::size_t end) {
                matrix_products().plain({.m = size_of(slice.count),
                                         .n = end - begin,
                                         .k = out_,
                                         .a = {slice.output_gradient, out_},
                                         .b = {parameters_[0] + begin, in_},
                                         .c = {slice.input_gradients[0] + begin, in_}});
              });
  }

  // A part is some rows or some columns of the weights, whichever there are more of; its shares cut the other
  // side.
  void whole_batch_gradients(const Slice& batch, int part, int parts) override {
    const float* dy = batch.output_gradient;
    const auto [first, end] = part_of(std::max(in_, out_), part, parts);
    const bool rows = out_ >= in_;
    const std::size_t shares = product_shares(batch.count, (end - first) * std::min(in_, out_));
    in_ranges(std::min(in_, out_), column_step, shares,
              [&, first = first, end = end](std::size_t from, std::size_t to) {
                const std::size_t row = rows ? first : from;
                const std::size_t column = rows ? from : first;
                matrix_products().transposed_a({.m = (rows ? end : to) - row,
                                                .n = (rows ? to : end) - column,
                                                .k = size_of(batch.count),
                                                .a = {dy + row, out_},
                                                .b = {batch.inputs[0] + column, in_},
                                                .c = {gradients_[0] + row * in_ + column, in_}});
              });
    if (!has_bias_) return;
    const auto [first_unit, end_unit] = part_of(out_, part, parts);
    gathered_sums().strided_column_sums(dy + first_unit, size_of(batch.count), out_, end_unit - first_unit,
                                        gradients_[1] + first_unit);
  }

 private:
  static std::pair<std::size_t, std::size_t> part_of(std::size_t count, int part, int parts) {
    return {count * size_of(part) / size_of(parts), count * size_of(part + 1) / size_of(parts)};
  }

  // Of a product of so many rows, with so many weights.
  static std::size_t product_shares(int rows, std::size_t weights) {
    return shares_of_operations(2.0 * static_cast<double>(size_of(rows) * weights));
  }

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

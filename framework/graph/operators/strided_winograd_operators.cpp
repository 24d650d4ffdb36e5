// A conv and a deconv of stride 2 by Winograd's algorithm (rules/strided_winograd_kernel.h; made by the pass
// winograd). Beside their kernel they are what they stand for.
#include "framework/graph/operator.h"
#include "framework/graph/rules/convolution_geometry.h"
#include "framework/graph/rules/strided_winograd_kernel.h"

namespace cae {

const Operator& conv_operator();
const Operator& deconv_operator();

namespace {

class StridedWinogradOperator final : public Operator {
 public:
  explicit StridedWinogradOperator(bool transposed)
      : transposed_(transposed), direct_(transposed ? deconv_operator() : conv_operator()) {}

  std::string_view kind() const override {
    return transposed_ ? "strided_winograd_deconv" : "strided_winograd_conv";
  }
  std::string_view summary() const override {
    return transposed_ ? "a transposed convolution of stride 2 by Winograd's algorithm"
                       : "a convolution of stride 2 by Winograd's algorithm";
  }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override { return direct_.attributes(); }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    return direct_.infer(attributes, inputs);
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return direct_.parameters(attributes, inputs);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const Node& node = request.node;
    const auto geometry = transposed_ ? deconv_geometry(node.attributes, request.inputs[0], node.shape)
                                      : conv_geometry(node.attributes, request.inputs[0], node.shape);
    return make_strided_winograd_kernel(request, geometry, transposed_);
  }
  bool takes_activation() const override { return true; }

 private:
  bool transposed_;
  const Operator& direct_;
};

}  // namespace

void strided_winograd_operators(std::vector<const Operator*>& list) {
  static const StridedWinogradOperator conv(false);
  static const StridedWinogradOperator deconv(true);
  list.push_back(&conv);
  list.push_back(&deconv);
}

}  // namespace cae

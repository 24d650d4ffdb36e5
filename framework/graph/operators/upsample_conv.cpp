// Upsampling followed by a convolution of stride 1, as one operator (made by the pass
// fuse-upsample-conv).
//
// The convolution of a repeated image repeats its products, that of an interpolated one mixes them; every
// product of a tap is computed once, at low resolution (tap_product_kernel.h): kh*kw*h*w products instead of
// kh*kw*(fh*h)*(fw*w).
#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/few_filters_kernel.h"
#include "framework/graph/rules/interpolation.h"
#include "framework/graph/rules/sliding.h"
#include "framework/graph/rules/tap_product_kernel.h"

namespace cae {
namespace {

class UpsampleConv final : public Operator {
 public:
  std::string_view kind() const override { return "upsample_conv"; }
  std::string_view summary() const override { return "upsampling and a convolution in one"; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{kernel_attribute("factor"),
                                                  upsampling_mode_attribute(),
                                                  units_attribute("filters"),
                                                  kernel_attribute("kernel"),
                                                  padding_attribute(),
                                                  bias_attribute(),
                                                  init_attribute()};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    return Shape::image(row_axis(attributes, in).output, column_axis(attributes, in).output,
                        attributes.integer("filters"));
  }
  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    return convolution_parameters(attributes, inputs[0].channels, 1);
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const Attributes& attributes = request.node.attributes;
    const Shape& in = request.inputs[0];
    const Window factor = attributes.window("factor");
    const Window kernel = attributes.window("kernel");
    if (attributes.integer("filters") <= most_few_filters && attributes.choice("mode") == "nearest") {
      return make_few_filters_kernel(
          request, repetition_axis(in.height, factor.height, kernel.height, row_axis(attributes, in)),
          repetition_axis(in.width, factor.width, kernel.width, column_axis(attributes, in)),
          FilterOrder::oihw);
    }
    const auto taps = attributes.choice("mode") == "nearest" ? repeated_axis : interpolated_axis;
    return make_tap_product_kernel(request,
                                   taps(in.height, factor.height, kernel.height, row_axis(attributes, in)),
                                   taps(in.width, factor.width, kernel.width, column_axis(attributes, in)));
  }
  bool takes_activation() const override { return true; }
  bool applies_activation(const KernelRequest&) const override { return true; }

 private:
  static Axis row_axis(const Attributes& attributes, const Shape& in) {
    return axis(attributes, in.height, attributes.window("factor").height, attributes.window("kernel").height,
                attributes.padding("pad").height);
  }
  static Axis column_axis(const Attributes& attributes, const Shape& in) {
    return axis(attributes, in.width, attributes.window("factor").width, attributes.window("kernel").width,
                attributes.padding("pad").width);
  }
  static Axis axis(const Attributes& attributes, std::int64_t size, std::int64_t factor, std::int64_t kernel,
                   std::int64_t fixed) {
    return slide(size * factor, kernel, 1, 1, attributes.padding("pad").mode, fixed);
  }
};

}  // namespace

const Operator& upsample_conv_operator() {
  static const UpsampleConv op;
  return op;
}

}  // namespace cae

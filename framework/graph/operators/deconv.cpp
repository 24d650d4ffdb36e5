// Transposed convolution: the gradient of a convolution by its input, as a layer. Sizes and output_padding
// follow PyTorch's ConvTranspose2d, with pad=same Keras's Conv2DTranspose; weights [in, out/groups, kh, kw]
// as PyTorch's.
#include <optional>

#include "framework/graph/rules/common_attributes.h"
#include "framework/graph/rules/convolution_geometry.h"
#include "framework/graph/rules/convolution_kernel.h"
#include "framework/graph/rules/few_filters_kernel.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

// output_padding chooses one of the sizes that a convolution of this stride maps to the same size; there are
// no others.
std::optional<ShapeProblem> output_padding_problem(const Attributes& attributes) {
  if (!attributes.has("output_padding")) return std::nullopt;
  const Window extra = attributes.window("output_padding");
  const Window stride = attributes.window("stride");
  const Window kernel = attributes.window("kernel");
  const std::string given = "whose output_padding " + to_string(AttributeValue(extra));
  if (extra.height >= stride.height || extra.width >= stride.width) {
    return ShapeProblem{.attribute = "output_padding",
                        .reason = given + " is not below its stride " + to_string(AttributeValue(stride)),
                        .help = "use less, or put 'zeropad bottom=N right=N' after it"};
  }
  const bool same = attributes.padding("pad").mode == Padding::Mode::same;
  const auto too_small = [same](std::int64_t side, std::int64_t window) {
    return same && side == 0 && window % 2 == 0;
  };
  if (too_small(extra.height, kernel.height) || too_small(extra.width, kernel.width)) {
    return ShapeProblem{.attribute = "output_padding",
                        .reason = given + " gives, with pad=same and the even kernel " +
                                  to_string(AttributeValue(kernel)) +
                                  ", a size that no convolution of that stride takes back",
                        .help = "use 1 or more where the kernel is even, or leave output_padding out"};
  }
  return std::nullopt;
}

AttributeSpec output_padding_attribute() {
  return {.name = "output_padding",
          .type = AttributeType::window,
          .minimum = 0,
          .maximum = 4096,
          .help = "rows and columns more at the end, less than stride"};
}

class Deconv final : public Operator {
 public:
  std::string_view kind() const override { return "deconv"; }
  std::string_view summary() const override { return "2-D transposed convolution"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{units_attribute("filters"),
                                                  kernel_attribute("kernel"),
                                                  activation_attribute(),
                                                  step_attribute("stride"),
                                                  padding_attribute(),
                                                  output_padding_attribute(),
                                                  groups_attribute(),
                                                  bias_attribute(),
                                                  init_attribute(),
                                                  decay_attribute(),
                                                  tied_attribute()};
    return specs;
  }

  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window kernel = attributes.window("kernel");
    const Padding pad = attributes.padding("pad");
    const std::int64_t filters = attributes.integer("filters");
    const std::int64_t groups = attributes.integer("groups");
    if (in.channels % groups != 0 || filters % groups != 0) {
      return ShapeProblem{.attribute = "groups",
                          .reason = "whose " + std::to_string(groups) + " groups do not divide " +
                                    std::to_string(in.channels) + " channels and " + std::to_string(filters) +
                                    " filters",
                          .needed = "a multiple of " + std::to_string(groups) + " channels",
                          .help = "choose groups that divide both"};
    }
    if (auto problem = output_padding_problem(attributes)) return *problem;
    const Axis rows = deconv_rows(attributes, in);
    const Axis columns = deconv_columns(attributes, in);
    if (rows.output < 1 || columns.output < 1) {
      return ShapeProblem{.attribute = "pad",
                          .reason = "whose pad " + to_string(AttributeValue(pad)) +
                                    " crops all that its kernel " + to_string(AttributeValue(kernel)) +
                                    " gives",
                          .help = "use a smaller pad, or a larger kernel or stride"};
    }
    const Shape out = Shape::image(rows.output, columns.output, filters);
    if (auto problem = out_of_bounds(out, "filters")) return *problem;
    return out;
  }

  std::vector<ParameterSpec> parameters(const Attributes& attributes,
                                        std::span<const Shape> inputs) const override {
    const Window kernel = attributes.window("kernel");
    const std::int64_t filters = attributes.integer("filters");
    const std::int64_t in = inputs[0].channels;
    const std::int64_t out = filters / attributes.integer("groups");
    const std::int64_t area = kernel.height * kernel.width;
    // Keras reads its kernel [kh, kw, out, in] with the same rule as a convolution's: fan_in is the output's.
    std::vector<ParameterSpec> specs{{.name = "weight",
                                      .dimensions = {in, out, kernel.height, kernel.width},
                                      .init = attributes.choice("init"),
                                      .fan_in = out * area,
                                      .fan_out = in * area}};
    if (attributes.boolean("bias"))
      specs.push_back({.name = "bias", .dimensions = {filters}, .init = "zeros"});
    return specs;
  }

  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    const Attributes& attributes = request.node.attributes;
    const Shape& in = request.inputs[0];
    if (has_few_filters(attributes)) {
      const Window kernel = attributes.window("kernel");
      const Window stride = attributes.window("stride");
      return make_few_filters_kernel(
          request, deconvolution_axis(in.height, kernel.height, stride.height, deconv_rows(attributes, in)),
          deconvolution_axis(in.width, kernel.width, stride.width, deconv_columns(attributes, in)),
          FilterOrder::iohw);
    }
    return make_convolution_kernel(request, deconv_geometry(attributes, in, request.node.shape), true);
  }
  bool takes_activation() const override { return true; }
  bool applies_activation(const KernelRequest& request) const override {
    return has_few_filters(request.node.attributes);
  }

 private:
  static bool has_few_filters(const Attributes& attributes) {
    return attributes.integer("groups") == 1 && attributes.integer("filters") <= most_few_filters;
  }
};

}  // namespace

const Operator& deconv_operator() {
  static const Deconv op;
  return op;
}

}  // namespace cae

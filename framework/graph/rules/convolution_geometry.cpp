#include "framework/graph/rules/convolution_geometry.h"

namespace cae {
namespace {

std::optional<std::int64_t> output_padding_of(const Attributes& attributes, std::int64_t Window::*side) {
  if (!attributes.has("output_padding")) return std::nullopt;
  return attributes.window("output_padding").*side;
}

}  // namespace

Axis deconv_rows(const Attributes& attributes, const Shape& in) {
  const Padding pad = attributes.padding("pad");
  return slide_transposed(in.height, attributes.window("kernel").height, attributes.window("stride").height,
                          pad.mode, pad.height, output_padding_of(attributes, &Window::height));
}

Axis deconv_columns(const Attributes& attributes, const Shape& in) {
  const Padding pad = attributes.padding("pad");
  return slide_transposed(in.width, attributes.window("kernel").width, attributes.window("stride").width,
                          pad.mode, pad.width, output_padding_of(attributes, &Window::width));
}

onednn::ConvolutionGeometry conv_geometry(const Attributes& attributes, const Shape& in, const Shape& out) {
  const Window kernel = attributes.window("kernel");
  const Window stride = attributes.window("stride");
  const Window dilation = attributes.window("dilation");
  const Padding pad = attributes.padding("pad");
  const Axis rows = slide(in.height, kernel.height, stride.height, dilation.height, pad.mode, pad.height);
  const Axis columns = slide(in.width, kernel.width, stride.width, dilation.width, pad.mode, pad.width);
  return {.in_channels = in.channels,
          .in_height = in.height,
          .in_width = in.width,
          .out_channels = out.channels,
          .out_height = out.height,
          .out_width = out.width,
          .kernel_height = kernel.height,
          .kernel_width = kernel.width,
          .stride_height = stride.height,
          .stride_width = stride.width,
          .dilation_height = dilation.height,
          .dilation_width = dilation.width,
          .pad_top = rows.padding.before,
          .pad_left = columns.padding.before,
          .pad_bottom = rows.padding.after,
          .pad_right = columns.padding.after,
          .groups = attributes.integer("groups")};
}

onednn::ConvolutionGeometry deconv_geometry(const Attributes& attributes, const Shape& in, const Shape& out) {
  const Window kernel = attributes.window("kernel");
  const Window stride = attributes.window("stride");
  const Axis rows = deconv_rows(attributes, in);
  const Axis columns = deconv_columns(attributes, in);
  return {.in_channels = out.channels,
          .in_height = out.height,
          .in_width = out.width,
          .out_channels = in.channels,
          .out_height = in.height,
          .out_width = in.width,
          .kernel_height = kernel.height,
          .kernel_width = kernel.width,
          .stride_height = stride.height,
          .stride_width = stride.width,
          .pad_top = rows.padding.before,
          .pad_left = columns.padding.before,
          .pad_bottom = rows.padding.after,
          .pad_right = columns.padding.after,
          .groups = attributes.integer("groups")};
}

}  // namespace cae

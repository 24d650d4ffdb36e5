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

namespace {

// Of the convolution that maps `image` to `small`.
onednn::ConvolutionGeometry geometry_of(const Attributes& attributes, const Shape& image, const Shape& small,
                                        const Axis& rows, const Axis& columns) {
  const Window kernel = attributes.window("kernel");
  const Window stride = attributes.window("stride");
  return {.in_channels = image.channels,
          .in_height = image.height,
          .in_width = image.width,
          .out_channels = small.channels,
          .out_height = small.height,
          .out_width = small.width,
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

}  // namespace

onednn::ConvolutionGeometry conv_geometry(const Attributes& attributes, const Shape& in, const Shape& out) {
  const Window kernel = attributes.window("kernel");
  const Window stride = attributes.window("stride");
  const Window dilation = attributes.window("dilation");
  const Padding pad = attributes.padding("pad");
  onednn::ConvolutionGeometry geometry =
      geometry_of(attributes, in, out,
                  slide(in.height, kernel.height, stride.height, dilation.height, pad.mode, pad.height),
                  slide(in.width, kernel.width, stride.width, dilation.width, pad.mode, pad.width));
  geometry.dilation_height = dilation.height;
  geometry.dilation_width = dilation.width;
  return geometry;
}

onednn::ConvolutionGeometry deconv_geometry(const Attributes& attributes, const Shape& in, const Shape& out) {
  return geometry_of(attributes, out, in, deconv_rows(attributes, in), deconv_columns(attributes, in));
}

}  // namespace cae

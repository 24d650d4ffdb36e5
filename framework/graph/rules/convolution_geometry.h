// The convolution that a conv or a deconv is, from its attributes.
#pragma once

#include "framework/graph/rules/sliding.h"
#include "framework/primitives/onednn.h"

namespace cae {

// From the layer's input to its output.
onednn::ConvolutionGeometry conv_geometry(const Attributes& attributes, const Shape& in, const Shape& out);
// The convolution whose gradient a deconv is: from the layer's output to its input.
onednn::ConvolutionGeometry deconv_geometry(const Attributes& attributes, const Shape& in, const Shape& out);

// The axes of a deconv, as slide_transposed gives them.
Axis deconv_rows(const Attributes& attributes, const Shape& in);
Axis deconv_columns(const Attributes& attributes, const Shape& in);

}  // namespace cae

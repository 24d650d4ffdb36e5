// The kernel of conv with few filters and stride 1: the last layer of most models.
//
// oneDNN pads so few filters to a whole vector of them. Here the products of a window with a filter are
// summed in vectors along its channels. Backward, dX is the convolution of dY, an image of few channels, with
// the kernels turned round, and dW the product of dY's windows with X: those of narrow_convolution.h.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/primitives/onednn.h"

namespace cae {

bool has_few_filters(const onednn::ConvolutionGeometry& geometry);

// It applies a fused activation itself.
std::unique_ptr<Kernel> make_few_filters_kernel(const KernelRequest& request,
                                                const onednn::ConvolutionGeometry& geometry);

}  // namespace cae

// The kernel of a convolution of stride 2 by Winograd's algorithm (primitives/strided_winograd.h), and of the
// transposed convolution that walks it in the other direction.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/primitives/onednn.h"

namespace cae {

// Whether the kernel can compute it: stride 2, kernels of 3 or 4 along both axes, one group, no dilation.
bool can_be_strided_winograd(const onednn::ConvolutionGeometry& geometry);
// ... and saves more products than its transforms cost.
bool strided_winograd_pays(const onednn::ConvolutionGeometry& geometry);

// As make_convolution_kernel.
std::unique_ptr<Kernel> make_strided_winograd_kernel(const KernelRequest& request,
                                                     const onednn::ConvolutionGeometry& geometry,
                                                     bool transposed);

}  // namespace cae

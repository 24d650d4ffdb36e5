// The kernel of conv for images of few channels whose input gradient is not needed: the first layer of most
// models.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/primitives/onednn.h"

namespace cae {

// Whether it is made for this convolution.
bool is_narrow_convolution(const KernelRequest& request, const onednn::ConvolutionGeometry& geometry);

// It applies a fused activation itself.
std::unique_ptr<Kernel> make_narrow_convolution_kernel(const KernelRequest& request,
                                                       const onednn::ConvolutionGeometry& geometry);

}  // namespace cae

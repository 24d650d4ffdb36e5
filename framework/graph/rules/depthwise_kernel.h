// The kernel of depthwise convolutions of one filter a channel.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/primitives/onednn.h"

namespace cae {

// Whether it is made for this convolution.
bool is_depthwise(const onednn::ConvolutionGeometry& geometry);

// It applies a fused activation itself.
std::unique_ptr<Kernel> make_depthwise_kernel(const KernelRequest& request,
                                              const onednn::ConvolutionGeometry& geometry);

}  // namespace cae

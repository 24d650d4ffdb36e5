// The kernel of conv and of deconv, which is the same convolution walked in the other direction.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/primitives/onednn.h"

namespace cae {

// conv: `geometry` maps the node's input to its output. deconv (`transposed`): it maps the output to the
// input.
std::unique_ptr<Kernel> make_convolution_kernel(const KernelRequest& request,
                                                const onednn::ConvolutionGeometry& geometry, bool transposed);

}  // namespace cae

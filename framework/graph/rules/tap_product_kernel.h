// The kernel of upsample_conv, which spreads the products of each source pixel over the output.
//
// Every product is computed once: P = X W is a matrix product for each block of operands and weights
// (tap_operands.h), X being source pixels or their differences, W taps or their sums; the output is sums of P
// (tap_sums.h). Backward is the transpose: dP is sums of dY, then dX = dP W' and dW = X' dP.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/graph/rules/tap_axis.h"

namespace cae {

// It applies a fused activation itself.
std::unique_ptr<Kernel> make_tap_product_kernel(const KernelRequest& request, const TapAxis& rows,
                                                const TapAxis& columns);

}  // namespace cae

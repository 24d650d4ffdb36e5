// The kernel of conv with stride 1, also after repetition of rows and columns, and of deconv where they have
// few filters: the last layer of most models.
//
// oneDNN pads so few filters to a whole vector of them. Here the products of a window with a filter are
// summed in vectors along its channels; the places of a deconv's output that the same taps make are
// convolutions of their own. Backward, dX is a convolution of dY, an image of few channels, and dW the
// product of dY's windows with X: those of narrow_convolution.h.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"
#include "framework/graph/rules/few_filters_axis.h"

namespace cae {

// Fewer than a vector of filters, with which a product of matrices is not worth its padding.
inline constexpr std::int64_t most_few_filters = 4;

// The layout of the node's weights: conv's [O, C, kh, kw], or deconv's [C, O, kh, kw].
enum class FilterOrder { oihw, iohw };

// It applies a fused activation itself.
std::unique_ptr<Kernel> make_few_filters_kernel(const KernelRequest& request, const FewFiltersAxis& rows,
                                                const FewFiltersAxis& columns, FilterOrder order);

}  // namespace cae

// A kernel with a fused activation, applied to its output in place.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"

namespace cae {

// The kernel of a node, with its fused activation, if there is one, round it.
std::unique_ptr<Kernel> make_kernel(const KernelRequest& request);

}  // namespace cae

// A kernel with a fused activation, applied to its output in place.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"

namespace cae {

// The kernel of a node, wrapped by its fused activation if there is one.
std::unique_ptr<Kernel> make_kernel(const KernelRequest& request);

}  // namespace cae

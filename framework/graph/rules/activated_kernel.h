// A kernel with an activation applied to its output in place ("fused").
#pragma once

#include <memory>

#include "framework/graph/kernel.h"

namespace cae {

// The kernel of a node, with the activation of its attribute `fused` round it if there is one.
std::unique_ptr<Kernel> make_kernel(const KernelRequest& request);

}  // namespace cae

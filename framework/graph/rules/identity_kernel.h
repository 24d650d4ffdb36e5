// Passes on what arrives, and its gradient back.
#pragma once

#include <memory>

#include "framework/graph/kernel.h"

namespace cae {

std::unique_ptr<Kernel> make_identity_kernel(const KernelRequest& request);

}  // namespace cae

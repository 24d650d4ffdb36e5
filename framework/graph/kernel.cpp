#include "framework/graph/kernel.h"

#include <cstdio>
#include <cstdlib>

namespace cae {

void Kernel::unpack_gradient(std::size_t, const float*, float*) const {
  std::fputs("internal error: a kernel with partial gradients does not unpack them\n", stderr);
  std::abort();
}

}  // namespace cae

#include "framework/primitives/vector_kernels.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(VectorKernels, vector_kernels)

}  // namespace cae
